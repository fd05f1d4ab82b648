package dev.evtool.schema.input;

import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.UnreadInput;
import java.util.List;
import java.util.function.Predicate;

/// Numbers records and hands them to the sink.
final class Delivery {

    private final Sink sink;
    private final Predicate<Judgement> fails;
    private String input = "";
    private long index;

    Delivery(Sink sink, Predicate<Judgement> fails) {
        this.sink = sink;
        this.fails = fails;
    }

    void begin(String name) {
        input = name;
        index = 0;
        sink.input(name);
    }

    void unread(UnreadInput unread) {
        sink.unread(unread);
    }

    void records(byte[] bytes, List<Records.Judged> judged) {
        for (Records.Judged record : judged) {
            Judgement judgement = record.judgement();
            sink.record(new JudgedRecord(input, ++index, record.line(), record.column(), judgement,
                    fails.test(judgement)), bytes, record.from(), record.to());
            if (sink.enough()) {
                return;
            }
        }
    }

    /// Whether the sink has had enough.
    boolean isOver() {
        return sink.enough();
    }

    void pause() {
        sink.pause();
    }
}
