package dev.evtool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The packaged program as a process.
public final class Launched implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final Thread outReader;
    private final Thread errReader;

    private Launched(Process process) {
        this.process = process;
        this.outReader = read(process.inputReader(StandardCharsets.UTF_8), out);
        this.errReader = read(process.errorReader(StandardCharsets.UTF_8), err);
    }

    /// The launcher that failsafe tests.
    public static Path launcher() {
        Path launcher = Path.of(System.getProperty("evtool.launcher", "target/evtool/bin/evtool")).toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            throw new IllegalStateException(launcher + " is not there: mvn package makes it");
        }
        return launcher;
    }

    public static Launched evtool(String... args) throws IOException {
        return start(Stream.concat(Stream.of(launcher().toString()), Arrays.stream(args)).toList());
    }

    public static Launched start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("EVTOOL_"));
        return new Launched(builder.start());
    }

    private static Thread read(BufferedReader reader, List<String> lines) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader in = new BufferedReader(reader)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    synchronized (lines) {
                        lines.add(line);
                        lines.notifyAll();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public List<String> out() {
        return out;
    }

    public List<String> err() {
        return err;
    }

    public Process process() {
        return process;
    }

    /// Waits for a line on stderr.
    public String awaitErr(Predicate<String> wanted) throws InterruptedException {
        return await(err, wanted);
    }

    /// Waits for a line on stdout.
    public String awaitOut(Predicate<String> wanted) throws InterruptedException {
        return await(out, wanted);
    }

    /// Waits for something that the program brings about elsewhere.
    public void awaitUntil(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited in vain; stdout " + out + ", stderr " + err);
            }
        }
    }

    private String await(List<String> lines, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (lines) {
            while (true) {
                for (String line : lines) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("waited in vain; stdout " + out + ", stderr " + err);
                }
                lines.wait(left);
            }
        }
    }

    /// Sends a signal by its name, as `kill -INT` does.
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    public int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("does not end; stdout " + out + ", stderr " + err);
        }
        outReader.join();
        errReader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
