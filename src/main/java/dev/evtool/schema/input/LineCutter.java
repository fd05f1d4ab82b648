package dev.evtool.schema.input;

import dev.evtool.schema.ByteSearch;
import dev.evtool.schema.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Cuts behind the last line end of what has arrived, and leaves the lines to who judges them: looking for one line end and
/// counting the others is all that is done one input after the other. A line that is too long is stepped over.
final class LineCutter implements Cutter {

    private final Feed feed;
    private final int longest;

    /// @param longest in bytes, without its line end, that a line may be
    LineCutter(Feed feed, int longest) {
        this.feed = feed;
        this.longest = longest;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        int scanned = 0;
        while (true) {
            int end = ByteSearch.last(feed.bytes(), feed.from() + scanned, feed.limit(), '\n');
            if (end >= 0) {
                return lines(end + 1);
            }
            scanned = feed.limit() - feed.from();
            // what is one longer may still be a line of that length with the first half of its line end
            if (scanned > longest + 1L) {
                return tooLong();
            }
            if (!feed.more()) {
                return scanned == 0 ? null : lines(feed.limit());
            }
        }
    }

    private Piece lines(int to) {
        int from = feed.from();
        Place start = feed.counter().place();
        feed.advance(to);
        return new LinesPiece(feed.release(), from, to, start, longest);
    }

    private Piece tooLong() throws IOException {
        Place place = feed.counter().place();
        int end = feed.limit();
        while (end == feed.limit()) {
            feed.advance(end);
            if (!feed.more()) {
                return new FlawPiece(Flaw.tooLong(place, longest));
            }
            end = ByteSearch.first(feed.bytes(), feed.from(), feed.limit(), '\n');
        }
        feed.advance(end + 1);
        return new FlawPiece(Flaw.tooLong(place, longest));
    }
}
