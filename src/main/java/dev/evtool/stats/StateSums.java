package dev.evtool.stats;

import java.util.Arrays;

/// The sums over one subject's intervals, which come in the order of time. Times are nanoseconds on an axis of the
/// caller's, states are numbers from 0 on.
final class StateSums {

    /// The number of no state.
    static final int UNKNOWN = -1;

    /// Before all time.
    static final long NEVER = Long.MIN_VALUE;

    private final long flap;
    private long[] total = new long[2];
    private long[] longest = new long[2];
    private long[] entered = new long[2];
    /// Bits of the states that are good.
    private long goodStates;
    private int current = UNKNOWN;
    private int lastKnown = UNKNOWN;
    private long now = NEVER;
    private long since = NEVER;
    private long start = NEVER;
    /// When the subject left the good states, if it has not come back and nothing hid what it did; else `NEVER`.
    private long left = NEVER;
    private long outageSince = NEVER;
    long unknown;
    long changes;
    long losses;
    long flaps;
    long gaps;
    long outage;
    long outageAt = NEVER;

    /// Time begins with the first state that is known.
    ///
    /// @param flap the longest loss that is a flap
    StateSums(long flap) {
        this.flap = flap;
    }

    /// A copy to end without ending this one.
    StateSums(StateSums other) {
        this(other.flap);
        now = other.now;
        start = other.start;
        total = other.total.clone();
        longest = other.longest.clone();
        entered = other.entered.clone();
        goodStates = other.goodStates;
        current = other.current;
        lastKnown = other.lastKnown;
        since = other.since;
        left = other.left;
        outageSince = other.outageSince;
        unknown = other.unknown;
        changes = other.changes;
        losses = other.losses;
        flaps = other.flaps;
        gaps = other.gaps;
        outage = other.outage;
        outageAt = other.outageAt;
    }

    /// Says what a state is, before it is entered.
    void define(int state, boolean good) {
        if (state >= total.length) {
            int more = state * 2;
            total = Arrays.copyOf(total, more);
            longest = Arrays.copyOf(longest, more);
            entered = Arrays.copyOf(entered, more);
        }
        goodStates |= good ? 1L << state : 0;
    }

    /// Time goes on to `at`, where the state is, or becomes, this one.
    void enter(int state, long at) {
        if (start == NEVER) {
            if (state == UNKNOWN) {
                return;
            }
            start = at;
            now = at;
        }
        advance(at);
        if (state == current) {
            return;
        }
        if (state == UNKNOWN) {
            gaps++;
            left = NEVER;
        } else {
            count(state, at);
        }
        current = state;
        since = at;
        boolean bad = state != UNKNOWN && !isGood(state);
        outageSince = !bad ? NEVER : outageSince == NEVER ? at : outageSince;
    }

    private void count(int state, long at) {
        boolean wasGood = lastKnown != UNKNOWN && isGood(lastKnown);
        if (state != lastKnown) {
            entered[state]++;
            changes += lastKnown == UNKNOWN ? 0 : 1;
        }
        if (!isGood(state)) {
            if (wasGood) {
                losses++;
                left = current == UNKNOWN ? NEVER : at;
            }
        } else {
            flaps += left != NEVER && at - left <= flap ? 1 : 0;
            left = NEVER;
        }
        lastKnown = state;
    }

    /// Time goes on to `at` without a change.
    void advance(long at) {
        if (current == UNKNOWN) {
            unknown += at - now;
        } else {
            total[current] += at - now;
            longest[current] = Math.max(longest[current], at - since);
        }
        if (outageSince != NEVER && at - outageSince >= outage) {
            outage = at - outageSince;
            outageAt = outageSince;
        }
        now = at;
    }

    private boolean isGood(int state) {
        return (goodStates >> state & 1) == 1;
    }

    /// How far time has come, or `NEVER`.
    long now() {
        return now;
    }

    /// When the first state was known, or `NEVER`.
    long start() {
        return start;
    }

    int current() {
        return current;
    }

    /// For how long it has been in its state.
    long lasting() {
        return now - since;
    }

    long total(int state) {
        return total[state];
    }

    long longest(int state) {
        return longest[state];
    }

    long entered(int state) {
        return entered[state];
    }
}
