package dev.evtool.ptp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// What stands between two peers: it passes on bytes, late or changed.
final class Forwarder implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final int target;

    /// @param forth how late requests come
    /// @param back how late answers come
    /// @param change of answers
    Forwarder(int target, Duration forth, Duration back, UnaryOperator<byte[]> change) throws IOException {
        this.target = target;
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket near = keep(server.accept());
                    Socket far = keep(new Socket(InetAddress.getLoopbackAddress(), target()));
                    Thread.ofVirtual().start(() -> copy(near, far, forth, UnaryOperator.identity()));
                    Thread.ofVirtual().start(() -> copy(far, near, back, change));
                } catch (IOException closedOrNobodyThere) {
                    closing.getCount();
                }
            }
        });
    }

    private int target() {
        return target;
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void copy(Socket from, Socket to, Duration delay, UnaryOperator<byte[]> change) {
        try (from; to) {
            byte[] piece = new byte[65536];
            for (int n = from.getInputStream().read(piece); n >= 0; n = from.getInputStream().read(piece)) {
                if (closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                to.getOutputStream().write(change.apply(java.util.Arrays.copyOf(piece, n)));
            }
        } catch (IOException gone) {
            // the other direction ends as well: both sockets are closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
