package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import dev.evtool.TestCertificates;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program with certificates and a token: its runtime has what TLS needs, and the token shows nowhere.
@Tag("process")
@Timeout(120)
class SecurityIT {

    private static final String TOKEN = "t0k3n-of-the-test";

    @TempDir
    Path folder;

    @Test
    void aTokenGoesToTheProxyAndNowhereElse() throws Exception {
        TestCertificates ours = new TestCertificates(folder, "our CA");
        HeldCertificate proxy = ours.issue("proxy", "127.0.0.1");
        HeldCertificate me = ours.builder("me").rsa2048().build();
        Path token = ours.write("token", TOKEN);
        Path key = ours.write("me.key", me.privateKeyPkcs1Pem());
        Path capture = folder.resolve("c.ndjson");
        Tls server = Tls.server(new TlsFiles(ours.ca(), ours.cert("proxy", proxy), ours.key("proxy", proxy), false),
                news -> {});
        try (EmbeddedPeer peer = EmbeddedPeer.v2();
                TlsTunnel front = TlsTunnel.before(peer.uri().getPort(), server);
                Launched run = Launched.start(List.of(Launched.launcher().toString(), "record", "-vv",
                        "ptps://127.0.0.1:" + front.port() + "?ca=" + ours.ca() + "&cert=" + ours.cert("me", me)
                                + "&key=" + key + "&token=file:" + token,
                        "-w", capture.toString()))) {
            run.awaitErr(line -> line.contains("subscribed to 1 of 1"));
            String words = Files.readString(Path.of("/proc/" + run.process().pid() + "/cmdline"),
                    StandardCharsets.UTF_8);
            assertTrue(words.contains("token=file:"), words);
            assertFalse(words.contains(TOKEN), words);
            run.signal("TERM");
            assertEquals(143, run.exit(), run.err().toString());
            assertTrue(front.seen().contains("Authorization: Bearer " + TOKEN), front.seen());
            assertFalse(run.err().toString().contains(TOKEN), run.err().toString());
            assertTrue(Files.readString(capture).contains("ens1fx"));
            assertFalse(Files.readString(capture).contains(TOKEN));
        }
    }
}
