package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.terminal.Signals.Signal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Sends real signals to this JVM; without our handlers each would end it.
class SignalsTest {

    @Test
    void firstSignalStopsAndAnInterruptAfterItAborts() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        AtomicInteger stops = new AtomicInteger();
        try (Signals signals = Signals.install(() -> {
            stops.incrementAndGet();
            stopped.countDown();
        }, aborted::countDown)) {
            assertEquals(Optional.empty(), signals.received());
            kill(Signal.HUP);
            assertTrue(stopped.await(10, TimeUnit.SECONDS), "SIGHUP was not handled");
            kill(Signal.INT);
            assertTrue(aborted.await(10, TimeUnit.SECONDS), "the interrupt did not abort");
            assertEquals(Optional.of(Signal.HUP), signals.received(), "the first one counts");
            assertEquals(1, stops.get());
        }
    }

    @Test
    void closingGivesTheSignalsBack() throws Exception {
        CountDownLatch outer = new CountDownLatch(1);
        AtomicInteger inner = new AtomicInteger();
        try (Signals first = Signals.install(outer::countDown, () -> {})) {
            try (Signals second = Signals.install(inner::incrementAndGet, () -> {})) {
                assertEquals(Optional.empty(), second.received());
            }
            kill(Signal.TERM);
            assertTrue(outer.await(10, TimeUnit.SECONDS), "SIGTERM was not handled by the first");
            assertEquals(0, inner.get());
            assertEquals(Optional.of(Signal.TERM), first.received());
        }
    }

    @Test
    void numbersAreThoseOfPosix() {
        assertEquals(2, Signal.INT.number());
        assertEquals(15, Signal.TERM.number());
        assertEquals(1, Signal.HUP.number());
    }

    private static void kill(Signal signal) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        assertEquals(0, new ProcessBuilder("kill", "-" + signal.name(), Long.toString(self)).start().waitFor());
    }
}
