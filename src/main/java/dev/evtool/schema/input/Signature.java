package dev.evtool.schema.input;

import java.io.IOException;

/// What the first bytes of an input say it is, where that is no JSON text in UTF-8.
final class Signature {

    private static final int LONGEST = 4;

    private Signature() {}

    /// Drops a byte order mark of UTF-8; leaves all else alone.
    ///
    /// @throws UnreadException with the way to read it, if it is compressed or in UTF-16
    static void check(Input input, Feed feed) throws IOException {
        byte[] known = feed.bytes();
        int first = known[feed.from()] & 0xff;
        // `{`, `[` and blanks are not waited behind, unless a 0 may follow
        if (first < 0x80 && first > 0x1f && feed.limit() - feed.from() < 2) {
            return;
        }
        feed.atLeast(LONGEST);
        int start = head(feed);
        if (start >>> 8 == 0xefbbbf) {
            feed.drop(feed.from() + 3);
        } else if (start >>> 16 == 0x1f8b) {
            throw packed(input, "gzip", "zcat");
        } else if (start == 0x28b52ffd) {
            throw packed(input, "zstd", "zstdcat");
        } else if (start >>> 16 == 0xfeff || start >>> 16 == 0xfffe
                || (start >>> 24 == 0) != ((start >>> 16 & 0xff) == 0)) {
            throw new UnreadException(input, "is in UTF-16", "written by a Windows program",
                    input instanceof Input.Stream ? "iconv -f UTF-16 -t UTF-8 before it"
                            : "iconv -f UTF-16 -t UTF-8 " + input.name() + " | evtool validate -");
        }
    }

    /// Where the text of a file begins: behind the mark, if there is one.
    static int afterMark(byte[] file) {
        return file.length >= 3 && file[0] == (byte) 0xef && file[1] == (byte) 0xbb && file[2] == (byte) 0xbf ? 3 : 0;
    }

    private static UnreadException packed(Input input, String how, String program) {
        return new UnreadException(input, "is compressed with " + how, null, input instanceof Input.Stream
                ? "put `" + program + "` before it" : program + ' ' + input.name() + " | evtool validate -");
    }

    private static int head(Feed feed) {
        int head = 0;
        for (int i = 0; i < LONGEST; i++) {
            int p = feed.from() + i;
            head = head << 8 | (p < feed.limit() ? feed.bytes()[p] & 0xff : ' ');
        }
        return head;
    }
}
