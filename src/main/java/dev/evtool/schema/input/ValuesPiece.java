package dev.evtool.schema.input;

import java.util.ArrayList;
import java.util.List;

/// Values with their places.
final class ValuesPiece implements Piece {

    private record Span(int from, int to, long line, long column) {}

    private final byte[] bytes;
    private final List<Span> spans;

    private ValuesPiece(byte[] bytes, List<Span> spans) {
        this.bytes = bytes;
        this.spans = spans;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean isDocuments() {
        return true;
    }

    @Override
    public void each(Taker taker) {
        for (Span span : spans) {
            taker.record(bytes, span.from, span.to, span.line, span.column);
        }
    }

    /// Values that are found one after the other in the same array.
    static final class Draft {

        private static final int MOST = 1 << 12;

        private List<Span> spans = new ArrayList<>();

        /// Whether there are as many as one piece should have: each gets a verdict of its own, however short it is.
        boolean isFull() {
            return spans.size() >= MOST;
        }

        boolean isEmpty() {
            return spans.isEmpty();
        }

        void add(int from, int to, long line, long column) {
            spans.add(new Span(from, to, line, column));
        }

        /// The piece so far; the draft is then empty again.
        ValuesPiece piece(byte[] bytes) {
            ValuesPiece piece = new ValuesPiece(bytes, spans);
            spans = new ArrayList<>();
            return piece;
        }
    }
}
