package dev.evtool.schema;

/// Counts lines and columns along a text in UTF-8, eight bytes at a time. A line ends with a line feed, a column is a code
/// point; what is no UTF-8 counts a column for each byte that could begin one. Not for several threads.
public final class PlaceCounter {

    private long line;
    private long column;

    /// @param line from 1
    /// @param column from 1
    public PlaceCounter(long line, long column) {
        this.line = line;
        this.column = column;
    }

    /// Goes on from the byte at `from`, where the counter is, to the byte at `to`.
    public void advance(byte[] bytes, int from, int to) {
        int ends = ByteSearch.count(bytes, from, to, '\n');
        int behind = from;
        if (ends > 0) {
            line += ends;
            column = 1;
            behind = ByteSearch.last(bytes, from, to, '\n') + 1;
        }
        column += ByteSearch.characters(bytes, behind, to);
    }

    /// The line, from 1.
    public long line() {
        return line;
    }

    /// The column on it, from 1.
    public long column() {
        return column;
    }

    /// Both.
    public Place place() {
        return new Place(line, column);
    }
}
