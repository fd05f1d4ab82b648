package dev.evtool.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A process for [ProcessTest] to look at from outside: says on stderr what it found.
final class StreamProbe {

    private StreamProbe() {}

    public static void main(String[] args) throws IOException {
        String said = switch (args[0]) {
            case "terminal" -> {
                Terminal terminal = Terminal.of(System.getenv(), ColorWish.AUTO);
                yield terminal.abilities(StandardStream.OUTPUT) + " columns " + terminal.columns(StandardStream.OUTPUT);
            }
            case "write" -> write();
            case "stop" -> stop();
            default -> throw new IllegalArgumentException(args[0]);
        };
        StandardStreams.error().write((said + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Writes until it fails.
    private static String write() {
        OutputStream out = StandardStreams.output();
        byte[] line = "line\n".getBytes(StandardCharsets.UTF_8);
        try {
            for (int i = 0; i < 1_000_000; i++) {
                out.write(line);
            }
            return "never failed";
        } catch (IOException failure) {
            return "closed pipe: " + StandardStreams.isClosedPipe(failure);
        }
    }

    /// Says that it is ready, then waits for a signal.
    private static String stop() throws IOException {
        Thread main = Thread.currentThread();
        try (Signals signals = Signals.install(main::interrupt, () -> Runtime.getRuntime().halt(130))) {
            StandardStreams.output().write("ready\n".getBytes(StandardCharsets.UTF_8));
            try {
                Thread.currentThread().join();
                return "never stopped";
            } catch (InterruptedException stopped) {
                return "stopped by " + signals.received();
            }
        }
    }
}
