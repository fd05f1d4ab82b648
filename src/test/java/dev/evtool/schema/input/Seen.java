package dev.evtool.schema.input;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.Rule;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a run delivered, a line for each: `INDEX LINE:COLUMN RECORD`, with `!` before the record where it failed and the message
/// where it was no text at all.
class Seen implements Sink {

    final List<String> lines = new ArrayList<>();
    final List<JudgedRecord> records = new ArrayList<>();
    final List<UnreadInput> unread = new ArrayList<>();
    int enough = Integer.MAX_VALUE;

    /// Runs over these bytes as a stream.
    static List<String> of(InputStream in, int longest, int buffer, int workers) {
        Seen seen = new Seen();
        seen.run(List.of(new Input.Stream("standard input", in)), longest, buffer, workers);
        return seen.lines;
    }

    void run(List<Input> inputs, int longest, int buffer, int workers) {
        try {
            new Validation(OnlyJson::new, workers, Seen::fails, longest, buffer).run(inputs, this);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static boolean fails(Judgement judgement) {
        return judgement.verdict() == Verdict.INVALID;
    }

    @Override
    public void input(String name) {
        if (!name.equals("standard input")) {
            lines.add(name);
        }
    }

    @Override
    public void record(JudgedRecord record, byte[] bytes, int from, int to) {
        records.add(record);
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        String shown = text.isEmpty() ? record.judgement().violations().getFirst().message() : text;
        lines.add(record.index() + " " + record.line() + ":" + record.column() + " " + (record.failed() ? "!" : "")
                + shown);
    }

    @Override
    public void unread(UnreadInput input) {
        unread.add(input);
        lines.add(input.what());
    }

    @Override
    public boolean enough() {
        return records.size() >= enough;
    }

    @Override
    public void pause() {}

    /// Looks only whether a record is JSON.
    static final class OnlyJson implements RecordCheck {

        private final JsonTape tape = new JsonTape();

        @Override
        public Judgement check(byte[] bytes, int from, int to, Places places) {
            try {
                tape.read(bytes, from, to);
                return new Judgement("json", null, null, Verdict.VALID, List.of(), List.of());
            } catch (JsonFormatException e) {
                Violation violation = new Violation(Violation.Level.ERROR, Rule.JSON, "", places.of(from + e.offset()),
                        e.explanation(), "", "", null);
                return new Judgement("json", null, null, Verdict.INVALID, List.of(violation), List.of());
            }
        }
    }
}
