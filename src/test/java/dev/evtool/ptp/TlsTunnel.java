package dev.evtool.ptp;

import dev.evtool.stream.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// TLS before a peer that has none, as a gateway gives it: in front of an embedded proxy, and on the way from it to us.
final class TlsTunnel implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final @Nullable Tls in;
    private final @Nullable Tls out;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    private TlsTunnel(@Nullable Tls in, @Nullable Tls out, int target) throws IOException {
        this.in = in;
        this.out = out;
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    /// TLS outside, plain inside.
    static TlsTunnel before(int plainPort, Tls server) throws IOException {
        return new TlsTunnel(server, null, plainPort);
    }

    /// Plain outside, TLS inside.
    static TlsTunnel to(int tlsPort, Tls client) throws IOException {
        return new TlsTunnel(null, client, tlsPort);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// All that clients have sent, in plain text.
    synchronized String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    /// Waits until clients have sent this.
    synchronized void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!seen().contains(text)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + text + " in " + seen());
            }
            wait(left);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket wire) {
        try (wire; Socket inner = connect(); Socket outer = in == null ? wire : in.accepted(wire)) {
            sockets.add(inner);
            if (outer instanceof SSLSocket secure) {
                secure.startHandshake();
            }
            Thread back = Thread.ofVirtual().start(() -> copy(inner, outer, false));
            copy(outer, inner, true);
            back.join();
        } catch (IOException refused) {
            // what a gateway does then: it closes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), target);
        return out == null ? plain
                : out.context().getSocketFactory().createSocket(plain, "localhost", target, true);
    }

    private void copy(Socket from, Socket to, boolean note) {
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = input.read(buffer); count > 0; count = input.read(buffer)) {
                if (note) {
                    synchronized (this) {
                        seen.write(buffer, 0, count);
                        notifyAll();
                    }
                }
                output.write(buffer, 0, count);
            }
            to.close();
        } catch (IOException end) {
            try {
                to.close();
            } catch (IOException closedAlready) {
                // all the better
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
