package dev.evtool.stats;

import dev.evtool.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [StateTimeline] came to.
///
/// A *loss* is a departure from a good state to one that is not; a *flap* is a loss that was over, with the subject in a
/// good state again, within [StateTimeline#FLAP], so flaps are among the losses. If there was a gap meanwhile, nobody
/// knows how long the loss was, and it is no flap.
///
/// @param unseen from the beginning of the stream to the first observation: unknown
/// @param unknown in gaps after that
/// @param states each state that there was, worst first, of equals the longest first
/// @param current the state at the end; `null` where it is not known
/// @param lasting for how long it has been so, or not known
/// @param changes from one known state to another; over a gap one is counted if there must have been one at least
/// @param outage the longest time without a break in states that are not good
/// @param outageBegan when that was, by the sender's clock; `null` if there was none
/// @param gaps how often the state became unknown
/// @param clockSets how often the sender's clock was set forth or back, so that the interval was measured by ours
/// @param late observations that came too late to be counted, see [StateTimeline]
public record StateSummary(Duration unseen, Duration unknown, List<SpentIn> states, @Nullable SpentIn current,
        Duration lasting, long changes, long losses, long flaps, Duration outage, @Nullable Instant outageBegan,
        long gaps, long clockSets, long late) {

    public StateSummary {
        states = List.copyOf(states);
    }

    /// From the first observation to the end.
    public Duration seen() {
        return states.stream().map(SpentIn::total).reduce(unknown, Duration::plus);
    }

    /// Time in good states.
    public Duration good() {
        return states.stream().filter(SpentIn::isGood).map(SpentIn::total).reduce(Duration.ZERO, Duration::plus);
    }

    /// Time in other states; time that is not known is in neither.
    public Duration notGood() {
        return seen().minus(unknown).minus(good());
    }

    /// Whether the subject was known to be in a state that is not good, however short.
    public boolean hadTrouble() {
        return states.stream().anyMatch(state -> !state.isGood());
    }

    /// How bad it is at the end; good where the state is not known.
    public Severity severityNow() {
        return current == null ? Severity.INFO : current.severity();
    }
}
