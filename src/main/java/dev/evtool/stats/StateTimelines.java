package dev.evtool.stats;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StateKey;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.event.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The states of all subjects that a stream tells of. Used by one thread.
///
/// A filter chooses subjects, not observations: `state != "LOCKED"` reports on the clocks that were ever seen so, and what
/// it says of them is all that they told. If it hid their return to LOCKED, the sums would be false. But a filter may
/// refuse events by their attributes alone, so that nobody has to decode them, which is many times as fast; then no sum
/// could be true, and none is given.
public final class StateTimelines {

    /// How many subjects are followed.
    public static final int MOST = 10_000;

    private static final int LONGEST_NAME = 512;

    private final Vocabularies vocabularies;
    private final Instant started;
    private final int most;
    private final Map<Subject, Followed> followed = new HashMap<>();
    private final Subject probe = new Subject();
    private @Nullable Instant begin;
    private Instant recordedUntil = Instant.MIN;
    private long unfollowed;
    private long unread;

    /// @param started when the run began by our clock: what was received before comes out of a recording, whose time
    ///        ended with its last item; live streams end when the report is asked for
    public StateTimelines(Vocabularies vocabularies, Instant started) {
        this(vocabularies, started, MOST);
    }

    StateTimelines(Vocabularies vocabularies, Instant started, int most) {
        this.vocabularies = vocabularies;
        this.started = started;
        this.most = most;
    }

    /// Takes an event, and what of it passed the filter.
    public void event(Event event, Optional<Event> passed) {
        time(event.received());
        Vocabulary family = vocabularies.of(event.source(), event.type()).orElse(null);
        if (family == null || family.states().isEmpty()) {
            return;
        }
        if (unread > 0 || (passed.isEmpty() && !event.facts().areRead())) {
            unread++;
            return;
        }
        List<StateKey> keys = family.states();
        List<Map<String, Object>> rows = event.facts().rows();
        List<Map<String, Object>> shown = passed.isEmpty() ? List.of() : passed.get().facts().rows();
        boolean all = shown.equals(rows); // by identity nearly always
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> row = rows.get(i);
            for (int k = 0; k < keys.size(); k++) {
                Object value = row.get(keys.get(k).fact());
                Followed subject = value == null ? null : followed(keys.get(k), event.source(), row);
                if (subject != null && value != null) {
                    subject.observe(value, event, all || shown.contains(row));
                }
            }
        }
    }

    /// Takes what is no event.
    public void other(StreamItem item) {
        time(item.received());
        switch (item) {
            case Gap gap -> followed.values().forEach(subject -> subject.gap(gap));
            case Event _,Notice _ -> {
                // tells nothing but the time
            }
        }
    }

    private void time(Instant received) {
        begin = begin == null ? received : begin;
        if (received.isBefore(started) && received.isAfter(recordedUntil)) {
            recordedUntil = received;
        }
    }

    private @Nullable Followed followed(StateKey key, String source, Map<String, Object> row) {
        Followed known = followed.get(probe.of(key, source, row));
        if (known != null) {
            return known;
        }
        if (followed.size() >= most || probe.words().stream().mapToInt(String::length).sum() > LONGEST_NAME) {
            unfollowed++;
            return null;
        }
        Subject subject = probe.copy();
        Followed fresh = new Followed(subject, key, begin == null ? started : begin);
        followed.put(subject, fresh);
        return fresh;
    }

    /// What they came to, of those that the filter chose.
    public StateReport report(Instant now) {
        List<StateReport.Line> lines = new ArrayList<>();
        if (unread > 0) {
            return new StateReport(lines, unfollowed, unread);
        }
        for (Followed subject : followed.values()) {
            if (subject.isShown()) {
                lines.add(subject.line(subject.lastReceived().isBefore(started) ? recordedUntil : now));
            }
        }
        return new StateReport(lines, unfollowed, 0);
    }
}
