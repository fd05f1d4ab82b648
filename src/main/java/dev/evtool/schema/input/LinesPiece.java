package dev.evtool.schema.input;

import dev.evtool.schema.ByteSearch;
import dev.evtool.schema.Place;

/// Whole lines, each of which is a record unless it is blank.
final class LinesPiece implements Piece {

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final Place start;
    private final int longest;

    /// @param start where `from` stands in the input
    /// @param longest in bytes, without its line end, that a line may be
    LinesPiece(byte[] bytes, int from, int to, Place start, int longest) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.start = start;
        this.longest = longest;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public void each(Taker taker) {
        long line = start.line();
        long column = start.column();
        for (int p = from; p < to; line++) {
            int end = ByteSearch.first(bytes, p, to, '\n');
            line(p, end, line, column, taker);
            column = 1;
            p = end + 1;
        }
    }

    private void line(int begin, int end, long line, long column, Taker taker) {
        int length = end - begin - (end > begin && bytes[end - 1] == '\r' ? 1 : 0);
        if (length > longest) {
            taker.flaw(Flaw.tooLong(new Place(line, column), longest));
            return;
        }
        int first = begin;
        while (first < end && isBlank(bytes[first])) {
            first++;
        }
        int last = end;
        while (last > first && isBlank(bytes[last - 1])) {
            last--;
        }
        if (first < last) {
            taker.record(bytes, first, last, line, column + first - begin);
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
