package dev.evtool.schema.input;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;

/// Has the records of pieces checked. Each worker has its own.
final class Judge {

    private final RecordCheck check;

    Judge(RecordCheck check) {
        this.check = check;
    }

    void judge(Records records) {
        records.piece().each(new Piece.Taker() {

            @Override
            public void record(byte[] bytes, int from, int to, long line, long column) {
                Judgement judgement = check.check(bytes, from, to, Places.counted(bytes, from, line, column));
                records.add(from, to, line, column, judgement);
            }

            @Override
            public void flaw(Flaw flaw) {
                records.add(flaw);
            }
        });
    }
}
