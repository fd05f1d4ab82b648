package dev.evtool.stats;

/// The newest turning points of one subject in the order of time, held back so that one that comes late still finds its
/// place. As many as a few events can bring, so that they cost neither memory nor time.
final class Marks {

    /// How many are held back.
    static final int MOST = 16;

    private final long[] times;
    private final int[] states;
    private int size;

    Marks() {
        times = new long[MOST];
        states = new int[MOST];
    }

    /// Puts one where it belongs; of two at the same time the later arrival comes later. When there is no room the
    /// oldest goes into the sums, for good.
    void add(long time, int state, StateSums sums) {
        if (size == MOST) {
            if (time < times[0]) {
                sums.enter(state, time);
                return;
            }
            settleOldest(sums);
        }
        int at = size;
        while (at > 0 && times[at - 1] > time) {
            at--;
        }
        System.arraycopy(times, at, times, at + 1, size - at);
        System.arraycopy(states, at, states, at + 1, size - at);
        times[at] = time;
        states[at] = state;
        size++;
    }

    private void settleOldest(StateSums sums) {
        sums.enter(states[0], times[0]);
        size--;
        System.arraycopy(times, 1, times, 0, size);
        System.arraycopy(states, 1, states, 0, size);
    }

    /// Adds all to the sums and keeps them.
    void addAll(StateSums sums) {
        for (int i = 0; i < size; i++) {
            sums.enter(states[i], times[i]);
        }
    }
}
