package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged `evtool ptp watch` as a process, against a proxy.
@Tag("process")
@Timeout(120)
class PtpWatchIT {

    private EmbeddedPeer peer;

    @BeforeEach
    void start() throws IOException {
        peer = EmbeddedPeer.v2();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private Launched watch(String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Launched.launcher().toString(), "ptp", "watch", "--proxy", peer.uri().toString()));
        command.addAll(List.of(more));
        return Launched.start(command);
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void aSignalDeletesTheSubscriptions(String signal, int exit) throws Exception {
        try (Launched run = watch()) {
            run.awaitOut(line -> line.contains("LOCKED"));
            run.awaitErr(line -> line.contains("subscribed to 1 of 1"));
            assertEquals(1, peer.held());
            run.signal(signal);
            assertEquals(exit, run.exit(), run.err().toString());
            assertEquals(0, peer.held());
            assertTrue(run.err().stream().anyMatch(l -> l.startsWith("evtool: 1 event in ")), run.err().toString());
            assertTrue(run.err().getLast().startsWith("evtool: 1 clock LOCKED all the time"), run.err().toString());
        }
    }

    @Test
    void aProxyThatComesBackIsAGapAndExit4() throws Exception {
        try (Launched run = watch("--fail-on-gap", "--until-match", "offset == 7")) {
            run.awaitErr(line -> line.contains("subscribed to 1 of 1"));
            peer.kill();
            run.awaitErr(line -> line.contains("trying again"));
            peer.restart();
            String gap = run.awaitOut(line -> line.contains("gap"));
            assertTrue(gap.contains("refused the connection"), gap);
            run.awaitErr(line -> run.err().stream().filter(l -> l.contains("subscribed to")).count() == 2);
            peer.emit(7);
            assertEquals(4, run.exit(), run.err().toString());
            assertTrue(run.out().getLast().contains("7 ns"), run.out().toString());
            assertEquals(0, peer.held());
        }
    }

    @Test
    void aClosedPipeEndsQuietly() throws Exception {
        try (Launched run = Launched.start(List.of("sh", "-c",
                "{ \"$0\" ptp watch --demo; echo \"exit $?\" >&2; } | head -3", Launched.launcher().toString()))) {
            assertEquals(0, run.exit());
            assertEquals(3, run.out().size(), run.out().toString());
            assertEquals("exit 0", run.err().getLast(), run.err().toString());
            assertTrue(run.err().stream().allMatch(l -> l.startsWith("evtool: ") || l.startsWith("exit")),
                    run.err().toString());
        }
    }

    @Test
    void noProxyIsExit3AtOnce() throws Exception {
        peer.kill();
        try (Launched run = watch()) {
            assertEquals(3, run.exit());
            assertTrue(run.err().getFirst().contains("refused the connection"), run.err().toString());
            assertEquals(List.of(), run.out());
        }
    }

    @Test
    void oneDeadProxyOfTwoLeavesTheOtherAlone() throws Exception {
        try (EmbeddedPeer dead = EmbeddedPeer.v2()) {
            dead.kill();
            try (Launched run = watch("--proxy", dead.uri().toString(), "--until-match", "offset == 5")) {
                run.awaitErr(line -> line.contains("subscribed to 1 of 1"));
                peer.emit(5);
                assertEquals(3, run.exit(), run.err().toString());
                assertTrue(run.out().getLast().contains("5 ns"));
            }
        }
    }

    @Test
    void theDemoShowsTwentyEventsAndEnds() throws Exception {
        try (Launched run = Launched.evtool("ptp", "watch", "--demo", "--limit", "20", "-o", "ndjson")) {
            assertEquals(0, run.exit(), run.err().toString());
            assertEquals(20, run.out().stream().filter(l -> l.contains("\"type\":\"event.sync.")).count());
        }
    }

    @Test
    void nothingButOursIsOnStderr() throws Exception {
        for (String[] words : new String[][] {{"--version"}, {"ptp", "watch", "--help"}, {"help", "filters"}}) {
            try (Launched run = Launched.evtool(words)) {
                assertEquals(0, run.exit());
                assertEquals(List.of(), run.err());
            }
        }
    }
}
