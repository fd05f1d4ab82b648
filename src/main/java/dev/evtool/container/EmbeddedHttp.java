package dev.evtool.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The HTTP server under embedded engines: a virtual thread for each connection, requests without bodies, and answers
/// that go on for ever. Not the JDK's server, because that one ends each answer after a time that is one for the whole
/// process (the receiver of PTP events needs it short), does not notice that a silent listener has gone, and knows no
/// unix sockets.
final class EmbeddedHttp implements AutoCloseable {

    /// So many connections at a time; who comes then is turned away.
    private static final int MOST = 256;
    private static final Duration TICK = Duration.ofSeconds(1);

    /// What answers requests.
    interface Api {
        void answer(EmbeddedRequest request, EmbeddedReply reply) throws IOException, InterruptedException;
    }

    private final ServerSocketChannel server;
    private final Set<EmbeddedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private @Nullable Thread acceptor;
    private @Nullable Thread reaper;

    /// Takes the address; requests are answered from [#start] on.
    ///
    /// @param bind port 0 takes a free one; or the address of a unix socket
    EmbeddedHttp(SocketAddress bind) throws IOException {
        this.server = bind instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            server.bind(bind, MOST);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    SocketAddress address() throws IOException {
        return server.getLocalAddress();
    }

    void start(Api api) {
        acceptor = Thread.ofVirtual().name("engine-http").start(() -> accept(api));
        reaper = Thread.ofVirtual().name("engine-http-limits").start(this::reap);
    }

    private void accept(Api api) {
        while (!closed) {
            try {
                SocketChannel channel = server.accept();
                if (connections.size() >= MOST) {
                    channel.close();
                    continue;
                }
                EmbeddedConnection connection = new EmbeddedConnection(channel);
                connections.add(connection);
                Thread.ofVirtual().name("engine-http-connection").start(() -> {
                    try {
                        connection.serve(api);
                    } finally {
                        connections.remove(connection);
                    }
                });
                if (closed) {
                    connection.close();
                }
            } catch (IOException e) {
                if (!server.isOpen()) {
                    return;
                }
            }
        }
    }

    private void reap() {
        try {
            while (!closed) {
                Thread.sleep(TICK);
                long now = System.nanoTime();
                connections.stream().filter(connection -> connection.isLate(now)).forEach(EmbeddedConnection::close);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// Closes all connections at once, in the middle of whatever is being said.
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the address of an embedded engine could not be given back", e);
        } finally {
            // not by an interrupt: a connection that was just being accepted would stay open, and be nobody's
            await(acceptor);
            connections.forEach(EmbeddedConnection::close);
            if (reaper != null) {
                reaper.interrupt();
            }
            await(reaper);
        }
    }

    private static void await(@Nullable Thread thread) {
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
