package dev.evtool.schema.input;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import java.util.ArrayList;
import java.util.List;

/// The records of a piece, with their judgements once they are made.
final class Records implements Step {

    /// A record that was judged: where it lies in the piece's array, and where it stands in the input.
    record Judged(int from, int to, long line, long column, Judgement judgement) {}

    private final Input input;
    private final Piece piece;
    private final List<Judged> judged = new ArrayList<>();

    Records(Input input, Piece piece) {
        this.input = input;
        this.piece = piece;
    }

    Input input() {
        return input;
    }

    Piece piece() {
        return piece;
    }

    void add(int from, int to, long line, long column, Judgement judgement) {
        judged.add(new Judged(from, to, line, column, judgement));
    }

    void add(Flaw flaw) {
        Place place = flaw.place();
        judged.add(new Judged(0, 0, place.line(), place.column(), flaw.judgement()));
    }

    @Override
    public void prepare(Judge judge) {
        judge.judge(this);
    }

    @Override
    public void deliver(Delivery delivery) {
        delivery.records(piece.bytes(), judged);
    }

    @Override
    public int size() {
        return piece.bytes().length;
    }

    @Override
    public void recycle(BufferPool pool) {
        pool.give(piece.bytes());
    }
}
