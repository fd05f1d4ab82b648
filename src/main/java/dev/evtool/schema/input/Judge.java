package dev.evtool.schema.input;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;

/// Has the records of pieces checked. Each worker has its own.
final class Judge {

    private final RecordCheck check;
    private final int longest;

    /// @param longest in bytes that a record may be
    Judge(RecordCheck check, int longest) {
        this.check = check;
        this.longest = longest;
    }

    void judge(Records records) {
        Input input = records.input();
        // not what comes through a pipe: there is no folder that it is in
        Input.File file = records.piece().isDocuments() && input instanceof Input.File given ? given : null;
        records.piece().each(new Piece.Taker() {

            @Override
            public void record(byte[] bytes, int from, int to, long line, long column) {
                Places places = Places.counted(bytes, from, line, column);
                Judgement judgement = file != null && References.isIn(bytes, from, to)
                        ? References.judge(check, file, bytes, from, to, places, longest)
                        : check.check(bytes, from, to, places);
                records.add(from, to, line, column, judgement);
            }

            @Override
            public void flaw(Flaw flaw) {
                records.add(flaw);
            }
        });
    }
}
