package dev.evtool.container;

import dev.evtool.stream.StreamException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The engines of the demo, for as long as somebody uses them.
final class SharedDemo {

    private final InetSocketAddress bind;
    private final long seed;
    private final double speed;
    private @Nullable DemoEngines engines;
    private int users;

    SharedDemo(InetSocketAddress bind, long seed, double speed) {
        this.bind = bind;
        this.seed = seed;
        this.speed = speed;
    }

    /// One user's share of them.
    record Share(DemoEngines engines, SharedDemo demo) implements AutoCloseable {
        @Override
        public void close() {
            demo.giveBack();
        }
    }

    synchronized Share take() throws StreamException.Usage {
        DemoEngines running = engines;
        if (running == null) {
            running = DemoEngines.start(bind, seed, speed);
            engines = running;
        }
        users++;
        return new Share(running, this);
    }

    private synchronized void giveBack() {
        users--;
        if (users == 0 && engines != null) {
            engines.close();
            engines = null;
        }
    }
}
