package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a process loads for its filters, since that is most of a short command's time.
class ClassLoadingTest {

    /// A command with one filter, as a process of its own.
    static final class Probe {
        private Probe() {}

        public static void main(String[] expressions) throws FilterException {
            boolean passes = Filter.compile(List.of(expressions), Samples.FIELDS).test(Samples.event(Samples.LOCKED));
            System.out.println("passes: " + passes);
        }
    }

    @Test
    void withoutExpressionNothingOfCelIsLoaded() throws Exception {
        String log = run();
        assertTrue(log.contains("passes: true"), log);
        assertEquals(0, loaded(log, "dev.cel."));
        assertEquals(0, loaded(log, "com.google."));
    }

    /// `UnsafeUtil` makes the JVM warn on stderr, where a user would read it.
    @Test
    void anExpressionLoadsNoProtobufMachinery() throws Exception {
        String log = run("offset < 100 && time > timestamp(\"2026-01-01T00:00:00Z\")",
                "data.values.exists(v, v.value.matches(\"L\") || duration(v.value) > duration(\"1s\"))");
        assertTrue(log.contains("passes: true"), log);
        assertTrue(loaded(log, "dev.cel.") > 100);
        assertEquals(0, loaded(log, "com.google.protobuf.UnsafeUtil"));
    }

    private static long loaded(String log, String prefix) {
        return log.lines().filter(l -> l.contains("] " + prefix)).count();
    }

    private static String run(String... expressions) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1", "-Xlog:class+load", "-cp", System.getProperty("java.class.path"),
                        Probe.class.getName()));
        command.addAll(List.of(expressions));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), log);
        return log;
    }
}
