package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Subscription;
import java.nio.file.Path;
import java.util.Objects;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// TLS to a broker that lets in who shows a certificate (SASL EXTERNAL).
@Timeout(60)
class TapTlsTest {

    @TempDir
    private Path folder;
    private TestCertificates certificates;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        certificates = new TestCertificates(folder, "the cloud");
        HeldCertificate server = certificates.builder("broker", "localhost").rsa2048().build();
        broker = EmbeddedBroker.withTls(certificates.key("broker", server), certificates.cert("broker", server),
                certificates.ca());
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private String client(TestCertificates authority) throws Exception {
        HeldCertificate client = authority.issue("ops");
        return "&cert=" + authority.cert("ops", client) + "&key=" + authority.key("ops", client) + "&auth=external";
    }

    @Test
    void aCertificateOpensTheDoor() throws Exception {
        try (TapFixture tap = TapFixture.run(
                "amqps://localhost:" + broker.port() + "?ca=" + certificates.ca() + client(certificates),
                Subscription.LIVE, new CollectingSink())) {
            tap.awaitNotice(dev.evtool.event.Notice.Kind.WARNING, "there is no exchange nova yet");
        }
    }

    @Test
    void whatIsWrongWithCertificatesIsSaid() throws Exception {
        String localhost = "amqps://localhost:" + broker.port();
        refuses(localhost + "?auth=plain", "its certificate is not trusted");
        refuses("amqps://127.0.0.1:" + broker.port() + "?ca=" + certificates.ca() + client(certificates),
                "not for 127.0.0.1");
        refuses(localhost + "?ca=" + certificates.ca(), "client certificate");
        TestCertificates others = new TestCertificates(folder, "somebody else");
        refuses(localhost + "?ca=" + certificates.ca() + client(others), "certificate");
    }

    private static void refuses(String uri, String words) throws Exception {
        Problem problem = TapFixture.run(uri, Subscription.LIVE, new CollectingSink()).refusal().problem();
        String text = problem.what() + "; " + Objects.toString(problem.cause(), "");
        assertTrue(text.contains(words), problem.toString());
    }
}
