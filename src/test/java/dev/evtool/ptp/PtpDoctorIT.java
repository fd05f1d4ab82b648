package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.evtool.Launched;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged `evtool ptp doctor` as a process: however it ends, nothing of it is left at the proxy.
@Tag("process")
@Timeout(120)
class PtpDoctorIT {

    private HealthyProxy proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void aSignalInTheMiddle(String signal, int exit) throws Exception {
        try (Launched run = Launched.evtool("ptp", "doctor", "--proxy", proxy.url(), "--wait", "1h")) {
            run.awaitOut(line -> line.contains(" subscribe "));
            assertFalse(proxy.subscriptions().isEmpty());
            run.signal(signal);
            assertEquals(exit, run.exit(), run.err().toString());
            assertEquals(List.of(), proxy.subscriptions());
            assertEquals(List.of(), run.err());
        }
    }

    @Test
    void jsonIsWholeAlsoAfterASignal() throws Exception {
        try (Launched run = Launched.evtool("ptp", "doctor", "--proxy", proxy.url(), "--wait", "1h", "-o", "json")) {
            ProxyCaller.until(() -> proxy.subscriptions().size() == 4);
            run.signal("INT");
            assertEquals(130, run.exit(), run.err().toString());
            assertEquals("cleanup", ProxyCaller.JSON.readTree(String.join("\n", run.out())).valueStream()
                    .map(f -> f.get("step").asString()).toList().getLast());
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @Test
    void aClosedPipe() throws Exception {
        try (Launched run = Launched.start(List.of("sh", "-c", "\"$0\" ptp doctor --proxy \"$1\" | head -3",
                Launched.launcher().toString(), proxy.url()))) {
            assertEquals(0, run.exit());
            assertEquals(3, run.out().size(), run.out().toString());
            assertEquals(List.of(), run.err());
            ProxyCaller.until(() -> proxy.subscriptions().isEmpty());
        }
    }
}
