package dev.evtool.schema;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// What a run came to. Used by one thread.
public final class Tally {

    /// What was seen of one payload.
    ///
    /// @param payload the payload's name, or the kind of a record without
    /// @param version as claimed; empty where it claims none
    /// @param event the event type; empty where the record has none
    public record Seen(String payload, String version, String event) implements Comparable<Seen> {

        @Override
        public int compareTo(Seen other) {
            int byPayload = payload.compareTo(other.payload);
            int byEvent = byPayload != 0 ? byPayload : event.compareTo(other.event);
            return byEvent != 0 ? byEvent : VersionOrder.INSTANCE.compare(version, other.version);
        }

        /// What a record would do by itself, without the method handles that it makes for it: 10 ms of a short run.
        @Override
        public int hashCode() {
            return (payload.hashCode() * 31 + version.hashCode()) * 31 + event.hashCode();
        }

        /// As [#hashCode].
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seen seen && payload.equals(seen.payload) && version.equals(seen.version)
                    && event.equals(seen.event);
        }
    }

    /// Names come from outside, and somebody may make up new ones for ever.
    private static final int MOST = 20_000;
    private static final Seen OTHERS = new Seen("(others)", "", "");

    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Seen, Map<Verdict, Long>> drift = new HashMap<>();
    private long inputs;
    private long unread;
    private long records;
    private long failed;
    private long errors;
    private long warnings;

    /// Counts an input, read or not.
    public void input() {
        inputs++;
    }

    /// Counts an input that could not be read.
    public void unread() {
        unread++;
    }

    /// Counts a record.
    public void add(JudgedRecord record) {
        records++;
        Judgement judgement = record.judgement();
        failed += record.failed() ? 1 : 0;
        verdicts.merge(judgement.verdict(), 1L, Long::sum);
        for (Violation violation : judgement.violations()) {
            if (violation.isError()) {
                errors++;
            } else {
                warnings++;
            }
        }
        Seen seen = seen(judgement);
        drift.computeIfAbsent(drift.size() < MOST || drift.containsKey(seen) ? seen : OTHERS,
                _ -> new EnumMap<>(Verdict.class)).merge(judgement.verdict(), 1L,
                        Long::sum);
    }

    private static Seen seen(Judgement judgement) {
        Claim claim = judgement.claim();
        String event = judgement.event() == null ? "" : judgement.event();
        if (claim == null) {
            return new Seen(judgement.kind(), "", event);
        }
        return new Seen(claim.name(), claim.version() == null ? "" : claim.version(), event);
    }

    public long inputs() {
        return inputs;
    }

    public long unreadInputs() {
        return unread;
    }

    public long records() {
        return records;
    }

    /// Records that fail the run.
    public long failed() {
        return failed;
    }

    public long errors() {
        return errors;
    }

    public long warnings() {
        return warnings;
    }

    /// Records with that verdict.
    public long with(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /// The drift: what was seen of each payload, version and event type, in that order, with the verdicts.
    public Map<Seen, Map<Verdict, Long>> drift() {
        return new TreeMap<>(drift);
    }
}
