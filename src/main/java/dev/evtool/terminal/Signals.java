package dev.evtool.terminal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The signals that end a process. The first one asks for a clean stop; an interrupt after that aborts at once. A signal
/// that the process was started to ignore (`nohup`, a shell's `&`) stays ignored: the JVM sees to that.
///
/// By the JDK's own class, which is supported for want of another (JEP 260): JLine calls the same one, through a proxy
/// and reflection, which takes a short command 10 ms.
public final class Signals implements AutoCloseable {

    /// A signal that asks us to end.
    public enum Signal {
        INT(2), TERM(15), HUP(1);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        /// The number by POSIX; a process that it ended has the exit code 128 more than that.
        public int number() {
            return number;
        }
    }

    private final Runnable stop;
    private final Runnable abort;
    private final AtomicReference<@Nullable Signal> first = new AtomicReference<>();
    private final Map<Signal, sun.misc.SignalHandler> previous = new EnumMap<>(Signal.class);

    private Signals(Runnable stop, Runnable abort) {
        this.stop = stop;
        this.abort = abort;
    }

    /// From now on the first signal runs `stop` on a thread of its own, and an interrupt after it runs `abort`, which is
    /// meant to end the process without further ado.
    public static Signals install(Runnable stop, Runnable abort) {
        Signals signals = new Signals(stop, abort);
        for (Signal signal : Signal.values()) {
            try {
                signals.previous.put(signal, sun.misc.Signal.handle(new sun.misc.Signal(signal.name()),
                        _ -> signals.received(signal)));
            } catch (IllegalArgumentException _) {
                // the JVM was told to leave it alone (-Xrs): it ends the process as the system has it
            }
        }
        return signals;
    }

    /// The signal that came first, if one came.
    public Optional<Signal> received() {
        return Optional.ofNullable(first.get());
    }

    /// Gives the signals back to those who had them before.
    @Override
    public void close() {
        previous.forEach((signal, handler) -> sun.misc.Signal.handle(new sun.misc.Signal(signal.name()), handler));
        previous.clear();
    }

    private void received(Signal signal) {
        if (first.compareAndSet(null, signal)) {
            stop.run();
        } else if (signal == Signal.INT) {
            abort.run();
        }
    }
}
