package dev.evtool.stats;

import java.time.Duration;
import java.time.Instant;

/// One sender's clock against ours: places what it says on an axis of its own time that never jumps.
///
/// An event counts at the time that it names itself, however long it was under way. But a clock can be set, and then the
/// time between two of its events is no time that passed. It was set *back* if an event is older than the newest by more
/// than [#REORDER], or older at all although it came so much later; within that, events have only overtaken one another.
/// It was set *forth* if it went on by [#SET] more than ours did, unless it had been behind ours by so much: then the
/// events are a backlog, told late. In both cases the time across is that which passed by our clock.
final class SenderClock {

    static final Duration REORDER = Duration.ofSeconds(2);
    static final Duration SET = Duration.ofSeconds(10);

    private static final long REORDER_NANOS = REORDER.toNanos();
    private static final long SET_NANOS = SET.toNanos();

    /// A clock that was never set begins at 1970, GPS's at 1980: no sender means that.
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    /// Times are kept as nanoseconds in a `long`, and so far from its end that differences can be added to them.
    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final long END = nanos(LATEST, 0);

    private boolean started;
    private long ahead;
    private long newest;
    private long newestReceived;
    private long sets;

    /// Where on the axis an event belongs.
    long place(Instant when, Instant received) {
        long ours = nanos(received);
        long theirs = when.getEpochSecond() < EARLIEST ? ours : nanos(when);
        if (!started) {
            started = true;
            newest = theirs;
            newestReceived = ours;
            return theirs;
        }
        long passed = ours - newestReceived;
        long moved = theirs - ahead - newest;
        if (wasSet(moved, passed, theirs - ours)) {
            sets++;
            ahead += moved - Math.max(0, passed);
        }
        long place = Math.min(END, theirs - ahead);
        ahead = theirs - place;
        if (place >= newest) {
            newest = place;
            newestReceived = ours;
        }
        return place;
    }

    private boolean wasSet(long moved, long passed, long lead) {
        if (moved < 0) {
            return moved < -REORDER_NANOS || passed > REORDER_NANOS;
        }
        boolean backlog = newest + ahead - newestReceived < -SET_NANOS && lead <= SET_NANOS;
        return passed >= 0 && moved - passed > SET_NANOS && !backlog;
    }

    /// Where on the axis a moment by our clock is, going by the newest event.
    long placeOfOurs(Instant time) {
        return Math.min(END, newest + nanos(time) - newestReceived);
    }

    /// The sender's time of a place, as its clock is set now.
    Instant theirs(long place) {
        return Instant.EPOCH.plusNanos(place + ahead);
    }

    long newest() {
        return newest;
    }

    /// How often it was set.
    long sets() {
        return sets;
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() >= LATEST ? END
                : nanos(Math.max(EARLIEST, time.getEpochSecond()), time.getNano());
    }

    private static long nanos(long seconds, int nano) {
        return seconds * 1_000_000_000L + nano;
    }
}
