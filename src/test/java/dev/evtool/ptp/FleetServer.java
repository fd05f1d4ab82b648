package dev.evtool.ptp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The HTTP server of one node of a [Fleet]: a virtual thread that accepts and one for each connection, so that a
/// thousand of them cost a process nothing but their sockets. A JDK server each would be a thousand threads, and one
/// for all would have to listen on more than loopback.
final class FleetServer implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 64;
    private static final int IDLE_MILLIS = 300_000;

    private final InetSocketAddress bind;
    private final ProxyHttp.Api api;
    private final LongAdder accepted;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    private final Thread accepting;

    /// @param accepted counts connections
    FleetServer(InetSocketAddress bind, ProxyHttp.Api api, LongAdder accepted) throws IOException {
        if (!bind.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(bind + " is not on loopback");
        }
        this.bind = bind;
        this.api = api;
        this.accepted = accepted;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(bind, 32);
        this.accepting = Thread.ofVirtual().name("fleet-accept").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                if (server.isClosed() || open.size() > MOST_CONNECTIONS) {
                    open.remove(socket);
                    socket.close();
                    continue;
                }
                accepted.increment();
                Thread.ofVirtual().name("fleet-" + bind).start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            PostInput in = new PostInput(socket.getInputStream(), () -> false);
            boolean keep = true;
            while (keep && in.awaitRequest()) {
                HttpHead head = in.head();
                PostInput.Body body = new PostInput.Body();
                in.read(body, (int) Math.min(head.length(), ProxyHttp.MAX_BODY));
                Optional<ProxyAnswer> answer = api
                        .answer(new ProxyCall(head.method(), head.path(), Map.of(), body.soFar()));
                keep = answer.isPresent() && head.keepAlive();
                if (answer.isPresent()) {
                    socket.getOutputStream().write(bytes(answer.get()));
                }
            }
        } catch (IOException | HttpHead.Bad peerIsGone) {
            // as a real server, it has nobody to tell
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static byte[] bytes(ProxyAnswer answer) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + answer.status() + " As Said\r\n");
        answer.headers().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Date: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\n");
        if (answer.status() != 204) {
            text.append("Content-Length: ").append(answer.body().getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(answer.body()).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Closes all connections at once, as a process that dies. The port is free afterwards: a socket in whose accept()
    /// a virtual thread waits is let go of by that thread only.
    @Override
    public void close() {
        try {
            server.close();
            accepting.join();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
