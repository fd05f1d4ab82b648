package dev.evtool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// The daemon of a real peer as a process that writes to a log.
public final class RealDaemon {

    private static final long PATIENCE_SECONDS = 60;
    private static final int TAIL = 25;

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    public RealDaemon(List<String> command, Map<String, String> environment, Path log) throws IOException {
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectInput(new File("/dev/null")).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Waits until the daemon answers.
    public void await(Callable<Boolean> answers) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers.call()) {
            if (process.waitFor(30, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(command.getFirst() + " ended with " + process.exitValue() + ": " + tail());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(command.getFirst() + " does not answer: " + tail());
            }
        }
    }

    /// Starts it again after its end.
    public void restart() throws IOException {
        process = launch();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// Asks it to end, and kills it if it does not.
    public void end() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS / 3, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while ending " + command.getFirst(), e);
        }
    }

    /// What it said last.
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return log + ": " + e;
        }
    }
}
