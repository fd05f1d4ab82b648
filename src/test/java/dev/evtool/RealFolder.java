package dev.evtool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder of a real peer, and everything that the peer leaves behind: processes that have left its process group
/// (shims, monitors, containers) and mounts. Its path is short, for the sake of sockets, and names the processes.
public final class RealFolder implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Path path;

    public RealFolder(String engine) throws IOException {
        this.path = Files.createTempDirectory("evt-" + engine.charAt(0));
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// A path as text, for command lines and configurations.
    public String in(String name) {
        return path.resolve(name).toString();
    }

    /// The processes that have this folder in their command line, and their children.
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(path + "/"))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process))).distinct()
                .filter(RealFolder::isRunning).toList();
    }

    /// Whether the process does anything: one that has ended and that nobody has asked for counts as alive elsewhere.
    public static boolean isRunning(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            endProcesses();
            for (String mount : mounts()) {
                command("umount", "-l", mount);
            }
            command("rm", "-rf", "--one-file-system", "--", path.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while clearing " + path, e);
        }
    }

    private void endProcesses() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<ProcessHandle> left = processes();
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("do not end: " + left.stream().map(ProcessHandle::info).toList());
            }
            left.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(20);
            left = processes();
        }
    }

    /// What is mounted in here, the last one first.
    private List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().map(line -> line.split(" ", -1)[4])
                .filter(point -> point.startsWith(path + "/")).toList().reversed();
    }

    private static void command(String... words) throws IOException, InterruptedException {
        try (Launched run = Launched.start(List.of(words))) {
            if (run.exit() != 0) {
                throw new IOException(String.join(" ", words) + ": " + run.err());
            }
        }
    }
}
