package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The doctor at a healthy proxy behind TLS.
@Timeout(60)
class DoctorTlsTest {

    @TempDir
    Path folder;

    private TestCertificates ours;
    private HealthyProxy proxy;
    private TlsTunnel front;

    @BeforeEach
    void start() throws Exception {
        ours = new TestCertificates(folder, "our CA");
        proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
        HeldCertificate held = ours.issue("proxy", "127.0.0.1");
        front = TlsTunnel.before(proxy.port(), Tls.server(
                new TlsFiles(null, ours.cert("proxy", held), ours.key("proxy", held), false), news -> {}));
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
        proxy.close();
    }

    private String url(String scheme) {
        return scheme + "://127.0.0.1:" + front.port();
    }

    @Test
    void itIsWellForWhoKnowsTheAuthority() throws Exception {
        Examination.of(url("https")).trusting(ours.ca()).well();
    }

    @Test
    void plainHttp() throws Exception {
        Finding bad = Examination.of(url("http")).fails("api");
        assertTrue(bad.evidence().contains("speaks TLS"), bad.evidence());
        assertEquals("evtool ptp doctor --proxy " + url("https"), bad.command());
    }

    @Test
    void anAuthorityThatIsNotKnown() throws Exception {
        Examination doctor = Examination.of(url("https")).trusting(new TestCertificates(folder, "another CA").ca());
        Finding bad = doctor.fails("api");
        assertTrue(bad.evidence().contains("certificate"), bad.evidence());
        assertTrue(bad.next().contains("ca"), bad.next());
        assertEquals("ok ok", doctor.verdicts("name", "port"));
    }

    @Test
    void whatIsNotVerifiedIsAWarning() throws Exception {
        Examination doctor = Examination.of(url("https")).trusting(null).well();
        assertEquals("warn", doctor.verdicts("api"));
        assertTrue(doctor.finding("api").evidence().contains("not verified"), doctor.finding("api").evidence());
    }
}
