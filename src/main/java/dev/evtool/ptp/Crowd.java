package dev.evtool.ptp;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// How many proxies this process makes contact with at once. A thousand at once would not be ready sooner, but each call
/// would take as long as all of them together, and its time would run out: a proxy waits 2 s for the answer to its
/// initial notification (`ptp.md`, section 3.1). Calls to proxies that are there are not held back.
final class Crowd {

    /// Looking whether somebody is there. Who does not answer keeps its place until the time for a connection is over:
    /// there are enough places for half a large fleet to be dead.
    static final Crowd LOOKING = new Crowd(256, 256);
    /// Subscribing and first pulls, which are work here as well, most of all while the program is cold.
    static final Crowd BEGINNING = new Crowd(8, 64);

    private final Semaphore free;
    private final int most;
    private int places;

    /// What is done in a crowd.
    interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws ProxyException, E, InterruptedException;
    }

    /// @param first places at the begin; each piece of work that has been done makes room for one more
    /// @param most places in the end
    private Crowd(int first, int most) {
        this.free = new Semaphore(first, true);
        this.places = first;
        this.most = most;
    }

    <T extends @Nullable Object, E extends Exception> T in(Work<T, E> work)
            throws ProxyException, E, InterruptedException {
        free.acquire();
        try {
            return work.run();
        } finally {
            free.release(more());
        }
    }

    private synchronized int more() {
        if (places == most) {
            return 1;
        }
        places++;
        return 2;
    }
}
