package dev.evtool.schema;

/// Counts from where the record begins.
final class CountedPlaces implements Places {

    private final byte[] bytes;
    private final int from;
    private final long line;
    private final long column;

    CountedPlaces(byte[] bytes, int from, long line, long column) {
        this.bytes = bytes;
        this.from = from;
        this.line = line;
        this.column = column;
    }

    @Override
    public Place of(int index) {
        PlaceCounter counter = new PlaceCounter(line, column);
        counter.advance(bytes, from, index);
        return counter.place();
    }
}
