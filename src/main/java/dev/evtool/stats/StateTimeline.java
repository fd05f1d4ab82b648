package dev.evtool.stats;

import dev.evtool.event.Severity;
import dev.evtool.event.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The states of one subject over time, summed up: time in each, the longest intervals, changes, losses and flaps.
///
/// A state lasts until the next observation tells another; a repeat changes nothing. It is honest about what nobody
/// knows: the time before the first observation, and that from the beginning of a gap, certain or only possible, to the
/// next observation. An observation from inside a gap counts from its own time on; if the gap is certain, what was lost
/// may have come after it, and its end makes the state unknown again.
///
/// Observations may overtake one another: in whichever order they come, the sums are the same, as long as none is older
/// than the newest by more than 2 seconds and none comes after more than [Marks#MOST] that are newer. What is later than
/// that is not counted, but told; what is older by more says that the sender's clock was set back ([SenderClock]). Memory
/// is bounded: intervals are not kept, and of states beyond [#MOST_STATES] there is one sum.
public final class StateTimeline {

    /// A loss is a flap if it was over so soon: long enough for a port that flickers and for the excursions of an offset
    /// over its threshold, and short enough that nobody could have done anything.
    public static final Duration FLAP = Duration.ofSeconds(10);

    static final int MOST_STATES = 16;
    static final int LONGEST_WORD = 80;

    private final StateKey key;
    private final Instant begin;
    private final List<Object> values = new ArrayList<>(4);
    private final List<Severity> severities = new ArrayList<>(4);
    private final SenderClock clock = new SenderClock();
    private final Marks marks = new Marks();
    private final StateSums sums = new StateSums(FLAP.toNanos());
    private long unseenFrom;
    private boolean seen;
    private int lastState;
    private Instant gapTo = Instant.MIN;
    private long gapPlace;
    private long late;

    /// @param key says how bad a state is and how it reads
    /// @param begin when the stream began, by our clock
    public StateTimeline(StateKey key, Instant begin) {
        this.key = key;
        this.begin = begin;
    }

    /// The subject was in a state at that time of its own clock.
    public void observe(Object value, Instant when, Instant received) {
        long place = clock.place(when, received);
        if (!seen) {
            seen = true;
            unseenFrom = clock.placeOfOurs(begin);
        }
        if (place < gapPlace && place == clock.newest() && !received.isBefore(gapTo)) {
            place = gapPlace; // came after the gap, though by a shorter way than what came before
        }
        add(state(value), place);
    }

    /// Something is lost, or may be, between these times by our clock.
    public void gap(Instant from, Instant to, boolean certain) {
        if (!seen) {
            return;
        }
        add(StateSums.UNKNOWN, clock.placeOfOurs(from));
        gapPlace = clock.placeOfOurs(from);
        gapTo = to;
        if (certain && to.isAfter(from)) {
            gapPlace = clock.placeOfOurs(to);
            add(StateSums.UNKNOWN, gapPlace);
        }
    }

    private void add(int state, long place) {
        if (place >= sums.now()) {
            marks.add(place, state, sums);
        } else if (state != StateSums.UNKNOWN) {
            late++;
        }
    }

    private int state(Object value) {
        if (!values.isEmpty() && values.get(lastState).equals(value)) {
            return lastState;
        }
        Object kept = value instanceof String word && word.length() > LONGEST_WORD ? Other.STATES : value;
        int state = values.indexOf(kept);
        if (state < 0 && values.size() >= MOST_STATES) {
            kept = Other.STATES;
            state = values.indexOf(kept);
        }
        if (state < 0) {
            state = values.size();
            values.add(kept);
            severities.add(kept == Other.STATES ? Severity.WARN : key.severity().apply(kept));
            sums.define(state, severities.get(state) == Severity.INFO);
        }
        lastState = state;
        return state;
    }

    /// All that was up to now, the open interval included; the timeline goes on.
    ///
    /// @param end by our clock
    public StateSummary summary(Instant end) {
        StateSums whole = new StateSums(sums);
        marks.addAll(whole);
        if (whole.start() == StateSums.NEVER) {
            throw new IllegalStateException("nothing was observed");
        }
        whole.advance(Math.max(whole.now(), clock.placeOfOurs(end)));
        List<SpentIn> states = new ArrayList<>();
        SpentIn current = null;
        for (int i = 0; i < values.size(); i++) {
            if (whole.entered(i) == 0) {
                continue; // was only told too late
            }
            SpentIn spent = new SpentIn(values.get(i) == Other.STATES ? "other states" : key.prefix() + values.get(i),
                    severities.get(i), Duration.ofNanos(whole.total(i)), Duration.ofNanos(whole.longest(i)),
                    whole.entered(i));
            states.add(spent);
            current = i == whole.current() ? spent : current;
        }
        states.sort(Comparator.comparing(SpentIn::severity).thenComparing(SpentIn::total).reversed());
        return new StateSummary(Duration.ofNanos(Math.max(0, whole.start() - unseenFrom)),
                Duration.ofNanos(whole.unknown), states, current, Duration.ofNanos(whole.lasting()), whole.changes,
                whole.losses, whole.flaps, Duration.ofNanos(whole.outage),
                whole.outageAt == StateSums.NEVER ? null : clock.theirs(whole.outageAt), whole.gaps, clock.sets(),
                late);
    }

    /// Stands for all states that are too many or too long to be kept.
    private enum Other {
        STATES
    }
}
