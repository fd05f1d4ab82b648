package dev.evtool.container;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// Tags that come and go, and containers that are created and removed, as fast as dockerd's client is; failures of a
/// daemon that is away are no concern of its.
final class RealLoad implements AutoCloseable {

    private static final int MOST = 2000;

    private final RealDocker docker;
    private final List<Deed> deeds = new CopyOnWriteArrayList<>();
    private final List<Thread> threads;
    private volatile boolean done;

    /// A tag that its client said was made.
    record Deed(String tag, Instant from, Instant to) {}

    RealLoad(RealDocker docker) {
        this.docker = docker;
        this.threads = List.of(Thread.ofVirtual().start(() -> repeat(this::tag)),
                Thread.ofVirtual().start(() -> repeat(this::create)));
    }

    private interface Work {
        void run(int number) throws Exception;
    }

    private void repeat(Work work) {
        try {
            for (int i = 0; !done && i < MOST; i++) {
                work.run(i);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void tag(int number) throws Exception {
        String tag = "localhost/load:" + number;
        Instant from = Instant.now();
        if (docker.attempt("tag", RealEngine.IMAGE, tag) == 0) {
            deeds.add(new Deed(tag, from, Instant.now()));
            docker.attempt("rmi", tag);
        }
    }

    private void create(int number) throws Exception {
        String name = "load-" + number;
        if (docker.attempt("create", "--name", name, "--network", "none", RealEngine.IMAGE, "exits", "0") == 0) {
            docker.attempt("rm", name);
        }
    }

    List<Deed> deeds() {
        return deeds;
    }

    /// Waits until so many more tags have been made.
    void awaitMore(int number) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        int enough = deeds.size() + number;
        while (deeds.size() < enough) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no load: " + docker.log());
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws IOException {
        done = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
