package dev.evtool.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between a client and a broker on loopback, for tests to cut.
final class Wire implements AutoCloseable {

    private final int broker;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;
    private volatile boolean isSilent;

    Wire(int broker) throws IOException {
        this.broker = broker;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Breaks all connections, and each that is made anew.
    void cut() throws IOException {
        isCut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /// Passes on nothing any more, and keeps all connections.
    void hush() {
        isSilent = true;
    }

    void mend() {
        isCut = false;
        isSilent = false;
    }

    private void accept() {
        while (true) {
            try {
                Socket near = server.accept();
                if (isCut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), broker);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
                throw new UncheckedIOException(e);
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from; to) {
            byte[] piece = new byte[65536];
            for (int n = from.getInputStream().read(piece); n >= 0; n = from.getInputStream().read(piece)) {
                if (!isSilent) {
                    to.getOutputStream().write(piece, 0, n);
                }
            }
        } catch (IOException gone) {
            sockets.remove(from); // the other direction ends as well: both sockets are closed
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }
}
