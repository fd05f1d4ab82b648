package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ports that keep a doctor waiting, and proxies that know nothing: an end in time, and no green for nothing.
@Timeout(30)
class PortVoiceTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /// A byte at a time, for ever: each comes in time, all of them never do.
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write('.');
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        } catch (IOException gone) {
            // the doctor has hung up, which is what it is to do
        }
    }

    @Test
    void aPortThatDripsIsNotListenedToForEver() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(server));
            PortVoice voice = PortVoice.of("127.0.0.1", server.getLocalPort(), LIMIT);
            assertTrue(voice.said().startsWith("."), voice.said());
            assertFalse(voice.silent());
        }
    }

    @Test
    void aPortThatHangsUpSpeaksNoTls() throws Exception {
        try (FaultServer server = new FaultServer("", true)) {
            int port = Integer.parseInt(server.url().replaceFirst(".*:", ""));
            assertFalse(PortVoice.speaksTls("127.0.0.1", port, LIMIT));
        }
    }

    @Test
    void aStateOfNothingIsAFailure() throws Exception {
        try (EmbeddedPeer peer = EmbeddedPeer.v2()) {
            PtpSettings settings = new PtpSettings(PtpSettings.proxy(peer.uri().toString(), null),
                    java.util.List.of("nope"), java.util.List.of(PtpResource.GNSS.path()), null, null, null,
                    Connecting.DEFAULT);
            StreamException.Unreachable e = assertThrows(StreamException.Unreachable.class,
                    () -> new PtpStateSource(settings).run(Subscription.LIVE, new CollectingSink()));
            assertTrue(e.problem().cause().contains("name is wrong"), e.problem().toString());
            assertTrue(peer.held() == 0, "nothing is left");
        }
    }
}
