package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.ptp.OpenProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// TLS and tokens as words of the command line: what reaches the peer, what the exit code is, what is not said.
@Timeout(60)
class SecurityOptionsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("LANG", "C.UTF-8", "TERM", "xterm", "TOKEN",
            "t0k3n-of-the-test");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ptp watch --proxy https://127.0.0.1:1 --ca none.pem|5",
            "ptp state --proxy https://127.0.0.1:1?cert=none.pem|5", "tail ptps://127.0.0.1:1?ca=none.pem|5",
            "tail ptp://127.0.0.1:1?listen-cert=none.pem|5", "ptp publishers --proxy 127.0.0.1:1 --token env:NOTHING|5",
            "ptp publishers --proxy 192.0.2.1 --token env:TOKEN|2", "ptp watch --proxy 192.0.2.1 --token env:TOKEN|2",
            "ptp doctor --proxy 192.0.2.1 --token env:TOKEN|1",
            "tail ptp://192.0.2.1 --token env:TOKEN|2", "tail ptp://127.0.0.1:1?ca=none.pem|2",
            "ptp publishers --proxy https://127.0.0.1:1 --insecure --token env:TOKEN|3"})
    void whatCannotBeUsedIsTold(String words, int exit) {
        Call call = Call.with("", ENVIRONMENT, words.split(" "));
        assertEquals(exit, call.exit(), call.transcript());
        assertFalse(call.transcript().contains("t0k3n"), call.transcript());
        assertFalse(call.transcript().contains("\tat "), call.transcript());
    }

    @Test
    void insecureIsWarnedOfEachTime() {
        Call call = Call.with("", ENVIRONMENT, "ptp", "subscriptions", "--proxy", "https://127.0.0.1:1", "--insecure");
        assertTrue(call.err().contains("TLS to 127.0.0.1:1 is not verified (insecure)"), call.err());
    }

    @Test
    void aKeyOfAnotherPairIsExit5() throws Exception {
        TestCertificates ours = new TestCertificates(folder, "our CA");
        HeldCertificate one = ours.issue("one");
        Call call = Call.of("ptp", "watch", "--proxy", "https://127.0.0.1:1", "--cert",
                ours.cert("one", one).toString(), "--key", ours.key("two", ours.issue("two")).toString());
        assertEquals(5, call.exit(), call.err());
        assertTrue(call.err().contains("does not belong to the certificate"), call.err());
    }

    @Test
    void aTokenStandsInNoCaptureAndNoMessage() throws Exception {
        Path capture = folder.resolve("c.ndjson");
        try (OpenProxy proxy = new OpenProxy()) {
            Call call = Call.with("", ENVIRONMENT, "record", proxy.uri() + "?token=env:TOKEN", "-w", capture.toString(),
                    "-vv", "--idle-timeout", "1s");
            assertEquals(0, call.exit(), call.err());
            assertTrue(call.err().contains("subscribed"), call.err());
            assertFalse(call.transcript().contains("t0k3n"), call.transcript());
        }
        String recorded = Files.readString(capture);
        assertTrue(recorded.contains("evtool.capture.start"), recorded);
        assertFalse(recorded.contains("t0k3n"), recorded);
    }
}
