package dev.evtool.cli;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.stream.Output;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The events of live sources as records of a validation: numbered, in lines by themselves, as a capture would hold them.
final class JudgedStream implements Output {

    private final RecordCheck check;
    private final Predicate<Judgement> fails;
    private final ValidationRun run;
    private final StreamRun stream;
    private final boolean quiet;
    private final CloudEventWriter writer = new CloudEventWriter();
    private final Map<String, Long> counts = new HashMap<>();

    JudgedStream(RecordCheck check, Predicate<Judgement> fails, ValidationRun run, StreamRun stream, boolean quiet) {
        this.check = check;
        this.fails = fails;
        this.run = run;
        this.stream = stream;
        this.quiet = quiet;
    }

    @Override
    public void accept(StreamItem item) throws IOException {
        switch (item) {
            case Event event -> event(event);
            case Gap gap -> stream.gap(gap);
            case Notice notice -> {
                if (!quiet) {
                    stream.notice(notice);
                }
            }
        }
    }

    private void event(Event event) throws IOException {
        if (run.enough()) {
            return; // taken out of the inbox together with the last one that counts
        }
        byte[] record = writer.line(event);
        long index = counts.merge(event.source(), 1L, Long::sum);
        Judgement judgement = check.check(record, 0, record.length, Places.counted(record, 0, index, 1));
        run.accept(new JudgedRecord(event.source(), index, index, 1, judgement, fails.test(judgement)), record, 0,
                record.length);
        if (run.enough()) {
            stream.enough();
        }
    }

    @Override
    public boolean flush() {
        run.pause();
        return true;
    }

    @Override
    public void close() {
        // the reports are closed by whoever opened them
    }
}
