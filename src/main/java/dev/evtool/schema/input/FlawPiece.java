package dev.evtool.schema.input;

/// Something in a record's stead.
record FlawPiece(Flaw flaw) implements Piece {

    private static final byte[] NONE = {};

    @Override
    public byte[] bytes() {
        return NONE;
    }

    @Override
    public void each(Taker taker) {
        taker.flaw(flaw);
    }
}
