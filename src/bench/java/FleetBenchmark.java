import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// evtool as a process against a thousand proxies, each with an address of its own and five resources, in another
/// process: time to the last subscription, memory, threads, files and CPU while nothing happens, while events flow and
/// when all nodes tell of everything at once, and the time to unsubscribe. Bounded, on loopback only, on Linux only.
///
/// Run from the root of the project, after `mvn test-compile`:
/// `java src/bench/java/FleetBenchmark.java [watch|dead|poll|record|state] [NODES] [SECONDS] [EVTOOL]`
final class FleetBenchmark {

    static final int RESOURCES = 5;
    static final int PER_SECOND = 200;
    static final int PATIENCE_SECONDS = 180;

    public static void main(String[] args) throws Exception {
        String mode = args.length > 0 ? args[0] : "watch";
        int nodes = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        String evtool = args.length > 3 ? args[3] : "target/evtool/bin/evtool";
        Path folder = Files.createTempDirectory("evtool-fleet");
        try (Fleet fleet = Fleet.start(nodes, folder.resolve("proxies.txt"), evtool)) {
            if (mode.equals("dead")) {
                fleet.say("die 0 " + nodes / 2);
            }
            long before = System.nanoTime();
            try (Evtool run = Evtool.start(command(mode, evtool, folder), folder)) {
                switch (mode) {
                    case "state" -> run.awaitEnd("asked once");
                    case "poll" -> poll(fleet, run, before, nodes, seconds);
                    default -> push(fleet, run, before, mode.equals("dead") ? nodes - nodes / 2 : nodes, seconds);
                }
                run.report("at the end");
                fleet.print("left at the proxies");
            }
            lines(folder.resolve("out"), 0);
            lines(folder.resolve("err"), 12);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    static List<String> command(String mode, String evtool, Path folder) throws IOException {
        String list = folder.resolve("proxies.txt").toString();
        List<String> command = new ArrayList<>(List.of(evtool));
        switch (mode) {
            case "state" -> command.addAll(List.of("ptp", "state", "--proxies", list));
            case "poll" -> command.addAll(List.of("ptp", "watch", "--poll", "5s", "--proxies", list));
            case "dead" -> command.addAll(List.of("ptp", "watch", "--retry", "--proxies", list));
            case "record" -> {
                command.addAll(List.of("record", "-w", folder.resolve("capture.ndjson").toString()));
                Files.readAllLines(Path.of(list)).forEach(uri -> command.add("ptp" + uri.substring(4)));
            }
            default -> command.addAll(List.of("ptp", "watch", "--proxies", list));
        }
        return command;
    }

    /// Subscribed, idle, a flow, a burst, some die and come back, the end.
    static void push(Fleet fleet, Evtool run, long began, int alive, int seconds) throws Exception {
        fleet.await("subscribed", began, counts -> counts[0] >= (long) alive * RESOURCES);
        run.report("when subscribed");
        idle(fleet, run);
        long delivered = fleet.say("counts")[1];
        long cpu = run.cpuMillis();
        fleet.say("flow " + PER_SECOND + " " + seconds);
        if (alive == fleet.nodes) { // else nobody is subscribed to some of the events
            fleet.await("flow of " + PER_SECOND + "/s", System.nanoTime(),
                    counts -> counts[1] + counts[2] >= delivered + (long) PER_SECOND * seconds);
        }
        System.out.printf("CPU while events flow: %.0f%% of a core%n", (run.cpuMillis() - cpu) / 10.0 / seconds);
        run.report("after the flow");
        for (int burst = 1; burst <= 3; burst++) {
            long[] start = fleet.say("counts");
            long at = System.nanoTime();
            fleet.say("burst " + burst);
            fleet.await("burst of " + (long) alive * RESOURCES, at,
                    counts -> counts[1] + counts[2] >= start[1] + start[2] + (long) alive * RESOURCES);
        }
        run.report("after the bursts");
        int some = fleet.nodes - alive / 10;
        fleet.say("die " + some + " " + fleet.nodes);
        TimeUnit.SECONDS.sleep(15);
        run.report("a tenth dead");
        fleet.say("live " + some + " " + fleet.nodes);
        TimeUnit.SECONDS.sleep(20);
        fleet.print("a tenth is back");
        end(fleet, run);
    }

    static void poll(Fleet fleet, Evtool run, long began, int nodes, int seconds) throws Exception {
        fleet.await("subscriptions for polling", began, counts -> counts[0] >= (long) nodes * RESOURCES);
        run.report("when subscribed");
        idle(fleet, run);
        TimeUnit.SECONDS.sleep(seconds);
        end(fleet, run);
    }

    static void idle(Fleet fleet, Evtool run) throws Exception {
        long[] before = fleet.say("counts");
        long cpu = run.cpuMillis();
        TimeUnit.SECONDS.sleep(30);
        long[] after = fleet.say("counts");
        System.out.printf("idle: %.0f requests/s over %.1f new connections/s, %.1f%% of a core%n",
                (after[3] - before[3]) / 30.0, (after[4] - before[4]) / 30.0, (run.cpuMillis() - cpu) / 300.0);
        run.report("after the idle time");
    }

    static void end(Fleet fleet, Evtool run) throws Exception {
        long at = System.nanoTime();
        new ProcessBuilder("kill", "-INT", String.valueOf(run.process.pid())).start().waitFor();
        run.awaitEnd("told to end");
        System.out.printf("ended in %.1f s with exit %d%n", (System.nanoTime() - at) / 1e9, run.process.exitValue());
    }

    static void lines(Path file, int shown) throws IOException {
        List<String> lines = Files.readAllLines(file);
        System.out.printf("%s: %,d lines%n", file.getFileName(), lines.size());
        lines.stream().limit(shown).forEach(line -> System.out.println("  | " + line));
        if (shown > 0 && lines.size() > shown) {
            System.out.println("  | ...");
            lines.subList(Math.max(shown, lines.size() - shown), lines.size())
                    .forEach(line -> System.out.println("  | " + line));
        }
    }

    interface Condition {
        boolean holds(long[] counts);
    }

    /// The proxies: `dev.evtool.ptp.FleetProcess` of the tests.
    record Fleet(Process process, BufferedReader in, PrintWriter out, int nodes) implements AutoCloseable {

        static Fleet start(int nodes, Path list, String evtool) throws Exception {
            Path lib = library(Path.of(evtool).toAbsolutePath().getParent().resolveSibling("lib"));
            Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                    "-XX:+UseSerialGC", "-Xmx1g", "-cp", "target/test-classes:target/classes:" + lib,
                    "dev.evtool.ptp.FleetProcess", String.valueOf(nodes), list.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Fleet fleet = new Fleet(process, process.inputReader(), new PrintWriter(process.outputWriter(), true),
                    nodes);
            if (!"ready".equals(fleet.in.readLine())) {
                throw new IllegalStateException("the fleet does not start");
            }
            return fleet;
        }

        /// The newest: earlier ones stay for programs that run.
        private static Path library(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".jar"))
                        .max(Comparator.comparingLong(file -> file.toFile().lastModified())).orElseThrow();
            }
        }

        /// @return subscriptions, events delivered, events not delivered, requests, connections
        long[] say(String words) throws IOException {
            out.println(words);
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the fleet is gone");
            }
            return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        }

        void await(String what, long began, Condition condition) throws Exception {
            while (true) {
                long[] counts = say("counts");
                double seconds = (System.nanoTime() - began) / 1e9;
                if (condition.holds(counts)) {
                    System.out.printf("%s after %.2f s%n", what, seconds);
                    print(what);
                    return;
                }
                if (seconds > PATIENCE_SECONDS) {
                    print("in vain: " + what);
                    throw new IllegalStateException(what);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }

        void print(String when) throws IOException {
            long[] c = say("counts");
            System.out.printf("  fleet, %s: %,d subscriptions, %,d delivered, %,d not, %,d requests, %,d connections%n",
                    when, c[0], c[1], c[2], c[3], c[4]);
        }

        @Override
        public void close() throws Exception {
            out.close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /// The program, watched by a thread of its own as long as it lives.
    static final class Evtool implements AutoCloseable {

        final Process process;
        private final Thread sampler;
        private volatile long rss;
        private volatile long peak;
        private volatile long threads;
        private volatile long mostThreads;
        private volatile long files;
        private volatile long mostFiles;

        private Evtool(Process process) {
            this.process = process;
            this.sampler = Thread.ofPlatform().daemon().start(this::sample);
        }

        static Evtool start(List<String> command, Path folder) throws IOException {
            return new Evtool(new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile())
                    .redirectError(folder.resolve("err").toFile()).start());
        }

        private void sample() {
            Path proc = Path.of("/proc/" + process.pid());
            while (process.isAlive()) {
                try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
                    for (String line : Files.readAllLines(proc.resolve("status"))) {
                        long number = line.matches("(VmRSS|VmHWM|Threads):.*")
                                ? Long.parseLong(line.replaceAll("\\D", ""))
                                : 0;
                        if (line.startsWith("VmRSS")) {
                            rss = number / 1024;
                        } else if (line.startsWith("VmHWM")) {
                            peak = number / 1024;
                        } else if (line.startsWith("Threads")) {
                            threads = number;
                            mostThreads = Math.max(mostThreads, number);
                        }
                    }
                    files = open.count();
                    mostFiles = Math.max(mostFiles, files);
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (IOException | InterruptedException | java.io.UncheckedIOException gone) {
                    // it has ended between two looks
                }
            }
        }

        long cpuMillis() {
            return process.info().totalCpuDuration().orElseThrow().toMillis();
        }

        void report(String when) {
            System.out.printf("  evtool, %s: RSS %d MB (most so far %d), %d threads (most %d), %d files (most %d)%n",
                    when,
                    rss, peak, threads, mostThreads, files, mostFiles);
        }

        void awaitEnd(String what) throws InterruptedException {
            long began = System.nanoTime();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end: " + what);
            }
            System.out.printf("%s: over after %.1f s%n", what, (System.nanoTime() - began) / 1e9);
        }

        @Override
        public void close() throws Exception {
            process.destroyForcibly();
            process.waitFor();
            sampler.join();
        }
    }
}
