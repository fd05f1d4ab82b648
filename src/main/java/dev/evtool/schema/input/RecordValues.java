package dev.evtool.schema.input;

import dev.evtool.event.JsonFormatException;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordReader;
import dev.evtool.schema.Rule;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Reads what somebody wants out of all records of some inputs, cut as [Validation] cuts them, in their order.
public final class RecordValues<T> implements Sink {

    /// Who takes the values. What it throws ends the run.
    public interface Taker<T> {

        /// A value, in the order of the records.
        ///
        /// @param place of the record; the file is what reports call the input
        void taken(Place place, T value);

        /// A record that cannot be used; the others go on.
        void refused(Place place, String what, @Nullable String next);

        /// An input, or the rest of one, that cannot be read.
        void unread(UnreadInput input);

        /// Whether the run may end.
        boolean enough();
    }

    private static final Judgement TAKEN = new Judgement("record", null, null, Verdict.VALID, List.of(), List.of());

    private final RecordReader<T> reader;
    private final Taker<T> taker;
    /// Of records that could be read, from the thread that reads to the one that takes.
    private final Queue<Optional<T>> values = new ConcurrentLinkedQueue<>();

    private RecordValues(RecordReader<T> reader, Taker<T> taker) {
        this.reader = reader;
        this.taker = taker;
    }

    /// Runs through the inputs until they are over or the taker has enough.
    ///
    /// @throws InterruptedException if the thread is interrupted
    public static <T> void each(List<Input> inputs, RecordReader<T> reader, Taker<T> taker)
            throws InterruptedException {
        RecordValues<T> values = new RecordValues<>(reader, taker);
        new Validation(() -> values::check, 1, _ -> false).run(inputs, values);
    }

    private Judgement check(byte[] bytes, int from, int to, Places places) {
        try {
            T value = reader.read(bytes, from, to);
            values.add(Optional.ofNullable(value));
            return TAKEN;
        } catch (JsonFormatException e) {
            return refusal(places.of(from + e.offset()), String.valueOf(e.getMessage()), e.likelyCause());
        } catch (SchemaException e) {
            return refusal(places.of(from), e.what(), e.next());
        }
    }

    private static Judgement refusal(Place place, String what, @Nullable String next) {
        return new Judgement("record", null, null, Verdict.INVALID,
                List.of(new Violation(Violation.Level.ERROR, Rule.JSON, "", place, what, "", "", next)), List.of());
    }

    @Override
    public void record(JudgedRecord record, byte[] bytes, int from, int to) {
        if (record.judgement().verdict() == Verdict.VALID) {
            values.remove().ifPresent(
                    value -> taker.taken(new Place(record.input(), record.line(), record.column()), value));
            return;
        }
        Violation violation = record.judgement().violations().getFirst();
        taker.refused(new Place(record.input(), violation.place().line(), violation.place().column()),
                violation.message(), violation.hint());
    }

    @Override
    public void input(String name) {
        // each place names it
    }

    @Override
    public void unread(UnreadInput input) {
        taker.unread(input);
    }

    @Override
    public boolean enough() {
        return taker.enough();
    }

    @Override
    public void pause() {
        // nothing is held back
    }
}
