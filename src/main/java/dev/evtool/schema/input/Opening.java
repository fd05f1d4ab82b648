package dev.evtool.schema.input;

import dev.evtool.schema.ByteSearch;
import java.io.IOException;

/// Finds out from its first bytes how an input is to be cut.
///
/// - `{`: into lines, if the first line is a whole value, or the next begins with `{` as well, so that the first is only torn;
///   else into values.
/// - `[`: into the elements of an array, unless the first line is a whole value of at most 64 KiB and something follows.
/// - Anything else: into lines, of which the check will say that they are no JSON.
///
/// Of a stream that is no more read than this takes: to the end of the first line, and for `[` to what follows it.
final class Opening {

    /// An array on one line may be of any length, and of elements by the million: they are not waited for.
    private static final int LONGEST_ARRAY_LINE = 1 << 16;

    private final Feed feed;
    private final int longest;

    private Opening(Feed feed, int longest) {
        this.feed = feed;
        this.longest = longest;
    }

    /// The cutter for an input of which nothing has been read yet.
    ///
    /// @throws UnreadException if there is nothing in it, or it is compressed or in another charset
    static Cutter cutter(Input input, Feed feed, int longest) throws IOException {
        if (!feed.more()) {
            throw new UnreadException(input, "is empty", null, null);
        }
        Signature.check(input, feed);
        Opening opening = new Opening(feed, longest);
        int first = opening.afterBlanks(0);
        if (first < 0) {
            throw new UnreadException(input, "holds nothing but white space", null, null);
        }
        feed.advance(feed.from() + first);
        return opening.isLines(input) ? new LineCutter(feed, longest) : new ValueCutter(feed, longest);
    }

    private boolean isLines(Input input) throws IOException {
        byte first = feed.bytes()[feed.from()];
        if (first != '{' && first != '[') {
            return true;
        }
        int end = lineEnd(first == '[' ? Math.min(longest, LONGEST_ARRAY_LINE) : longest);
        if (end < 0) {
            return first == '{';
        }
        boolean whole = isValue(feed.from(), feed.from() + end);
        if (first == '{' ? whole && Opened.mayWait(input) : !whole) {
            return first == '{';
        }
        int next = afterBlanks(end);
        if (whole) {
            // nothing but one value: a document, which differs from a line in that it may hold a `$ref`
            return next >= 0;
        }
        return first == '{' && next >= 0 && beginsLine(next, '{');
    }

    /// Where the first line ends, from [Feed#from] on; -1 if it is longer than that.
    private int lineEnd(int most) throws IOException {
        int scanned = 0;
        while (true) {
            int from = feed.from();
            int end = ByteSearch.first(feed.bytes(), from + scanned, feed.limit(), '\n');
            scanned = end - from;
            if (scanned > most + 1L) {
                return -1;
            }
            if (end < feed.limit() || !feed.more()) {
                return scanned;
            }
        }
    }

    /// The first byte that is not white space, both counted from [Feed#from]; -1 where there is none,
    /// or not for as long as a record may be. White space at the beginning is not held.
    private int afterBlanks(int begin) throws IOException {
        int p = begin;
        while (true) {
            byte[] bytes = feed.bytes();
            int end = feed.limit() - feed.from();
            for (; p < end; p++) {
                byte b = bytes[feed.from() + p];
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return p;
                }
            }
            if (begin == 0) {
                feed.advance(feed.limit());
                p = 0;
            }
            if (p > longest || !feed.more()) {
                return -1;
            }
        }
    }

    private boolean beginsLine(int p, char first) {
        byte[] bytes = feed.bytes();
        int at = feed.from() + p;
        return bytes[at] == first && at > 0 && bytes[at - 1] == '\n';
    }

    private boolean isValue(int from, int to) {
        ValueScan scan = new ValueScan();
        int p = scan.scan(feed.bytes(), from, to);
        while (p < to && Resync.isBlank(feed.bytes()[p])) {
            p++;
        }
        return scan.state() == ValueScan.State.ENDED && p == to;
    }
}
