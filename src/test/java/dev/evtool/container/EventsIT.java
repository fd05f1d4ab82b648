package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged `evtool events` as a process, with its own runtime: HTTP and gRPC over TCP, to the demo's engines.
@Tag("process")
@Timeout(120)
class EventsIT {

    private static Set<String> engines(List<String> lines) {
        return lines.stream().flatMap(line -> Set.of("docker", "podman", "isulad").stream()
                .filter(engine -> line.contains(" " + engine + " "))).collect(Collectors.toSet());
    }

    @Test
    void thePastOfAllEnginesIsMergedByTime() throws Exception {
        try (Launched run = Launched.evtool("events", "--demo", "--since", "10m", "--no-follow", "--utc")) {
            assertEquals(0, run.exit(), run.err().toString());
            assertEquals(Set.of("docker", "podman", "isulad"), engines(run.out()));
            List<String> times = run.out().stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
            assertTrue(times.size() > 50, times.size() + " events");
            assertEquals(times.stream().sorted().toList(), times);
            assertFalse(run.err().stream().anyMatch(line -> line.contains("trying again")), run.err().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void aSignalEndsIt(String signal, int exit) throws Exception {
        try (Launched run = Launched.evtool("events", "--demo", "-o", "ndjson")) {
            run.awaitOut(line -> line.contains("\"engine\":\"docker\""));
            run.signal(signal);
            assertEquals(exit, run.exit(), run.err().toString());
        }
    }

    @Test
    void whatRunsIsListed() throws Exception {
        try (Launched run = Launched.evtool("events", "state", "--demo")) {
            assertEquals(0, run.exit(), run.err().toString());
            assertTrue(run.out().getFirst().startsWith("ENGINE"), run.out().toString());
            assertTrue(run.out().stream().anyMatch(line -> line.contains("running")), run.out().toString());
        }
    }

    @Test
    void anEngineThatIsNotThereIsExit3AndTheOthersGoOn() throws Exception {
        try (Launched run = Launched.evtool("events", "-e", "docker:///nowhere.sock", "-e",
                "containerd:///nowhere.sock",
                "--no-follow")) {
            assertEquals(3, run.exit(), run.err().toString());
            assertEquals(2,
                    run.err().stream().filter(line -> line.contains("there is no socket /nowhere.sock")).count(),
                    run.err().toString());
        }
    }
}
