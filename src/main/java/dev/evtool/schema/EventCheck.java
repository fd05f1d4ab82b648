package dev.evtool.schema;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Judges the events of a live stream as the records that a capture of it would hold, and notes on each what came of it.
/// Used by one thread.
public final class EventCheck {

    /// The attribute that holds the verdict's word.
    public static final String VERDICT = "verdict";
    /// The attribute that says what is wrong: `POINTER: message`, several between semicolons; absent where nothing is.
    public static final String VIOLATIONS = "violations";

    private static final int TOLD = 3;

    private final RecordCheck check;
    private final Predicate<Judgement> fails;
    private final CloudEventWriter writer = new CloudEventWriter();
    private long failed;

    /// @param fails whether an event with that judgement counts as failed
    public EventCheck(RecordCheck check, Predicate<Judgement> fails) {
        this.check = check;
        this.fails = fails;
    }

    /// The event with its verdict.
    public Event judged(Event event) {
        byte[] record = writer.line(event);
        Judgement judgement = check.check(record, 0, record.length, Places.counted(record, 0, 1, 1));
        failed += fails.test(judgement) ? 1 : 0;
        Map<String, Object> extensions = new LinkedHashMap<>(event.extensions());
        extensions.put(VERDICT, judgement.verdict().toString());
        if (!judgement.violations().isEmpty()) {
            extensions.put(VIOLATIONS, text(judgement.violations()));
        }
        return event.with(extensions);
    }

    private static String text(List<Violation> violations) {
        String told = violations.stream().limit(TOLD).map(v -> v.pointer() + ": " + v.message())
                .collect(Collectors.joining("; "));
        return violations.size() <= TOLD ? told : told + "; and " + (violations.size() - TOLD) + " more";
    }

    /// How many events failed so far.
    public long failed() {
        return failed;
    }
}
