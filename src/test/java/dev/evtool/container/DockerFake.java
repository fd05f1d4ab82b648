package dev.evtool.container;

import dev.evtool.stream.Tls;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// An engine whose every byte a test makes, behind a unix socket, a port, or TLS.
final class DockerFake implements AutoCloseable {

    static final String DOCKER_20 = "Api-Version: 1.41\r\nServer: Docker/20.10.24 (linux)\r\n";
    static final String PODMAN_4 = "Api-Version: 1.41\r\nLibpod-Api-Version: 4.3.1\r\nServer: Libpod/4.3.1 (linux)\r\n";

    /// Writes an answer; the connection is then closed if it asked for that.
    interface Script {
        void answer(Request request, OutputStream out) throws Exception;
    }

    record Request(String method, String target, List<String> headers) {
        String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }
    }

    private interface Wire extends Closeable {
        InputStream in() throws IOException;

        OutputStream out() throws IOException;
    }

    private interface Door extends Closeable {
        Wire open() throws IOException;
    }

    private final EngineAddress address;
    private final Door door;
    private final Set<Closeable> wires = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private DockerFake(EngineAddress address, Door door, Script script) {
        this.address = address;
        this.door = door;
        Thread.ofVirtual().name("fake-engine").start(() -> {
            while (closing.getCount() > 0) {
                try {
                    Wire wire = door.open();
                    wires.add(wire);
                    Thread.ofVirtual().start(() -> serve(wire, script));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    static DockerFake unix(Path path, Script script) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        return new DockerFake(new EngineAddress.Socket(path), new Door() {
            @Override
            public Wire open() throws IOException {
                SocketChannel channel = server.accept();
                return wire(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
            }

            @Override
            public void close() throws IOException {
                server.close();
                Files.deleteIfExists(path);
            }
        }, script);
    }

    static DockerFake tcp(Script script) throws IOException {
        return port(null, "127.0.0.1", script);
    }

    static DockerFake tls(Tls tls, String host, Script script) throws IOException {
        return port(tls, host, script);
    }

    private static DockerFake port(@Nullable Tls tls, String host, Script script) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new DockerFake(new EngineAddress.Tcp(host, server.getLocalPort(), tls != null), new Door() {
            @Override
            public Wire open() throws IOException {
                Socket plain = server.accept();
                Socket socket = tls == null ? plain : tls.accepted(plain);
                return new Wire() {
                    @Override
                    public InputStream in() throws IOException {
                        return socket.getInputStream();
                    }

                    @Override
                    public OutputStream out() throws IOException {
                        return socket.getOutputStream();
                    }

                    @Override
                    public void close() throws IOException {
                        plain.close();
                    }
                };
            }

            @Override
            public void close() throws IOException {
                server.close();
            }
        }, script);
    }

    private static Wire wire(InputStream in, OutputStream out, Closeable channel) {
        return new Wire() {
            @Override
            public InputStream in() {
                return in;
            }

            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private void serve(Wire wire, Script script) {
        try (wire) {
            InputStream in = new BufferedInputStream(wire.in());
            while (closing.getCount() > 0) {
                Request request = read(in);
                requests.add(request);
                script.answer(request, wire.out());
                wire.out().flush();
            }
        } catch (Exception clientGoneOrCut) {
            // as good as any end of this conversation
        } finally {
            wires.remove(wire);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            head.write(b);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        String[] parts = lines.getFirst().split(" ", -1);
        return new Request(parts[0], parts[1],
                lines.subList(1, lines.size() - 1).stream().map(l -> l.toLowerCase(Locale.ROOT)).toList());
    }

    /// An engine that answers all but the stream and the containers as usual.
    static Script engine(String headers, String version, Script rest) {
        return (request, out) -> {
            switch (request.path()) {
                case "/_ping" -> text(out, "200 OK", headers, request.method().equals("HEAD") ? null : "OK");
                case "/version" -> text(out, "200 OK", headers + "Content-Type: application/json\r\n",
                        "{\"Version\":\"" + version + "\"}");
                default -> rest.answer(request, out);
            }
        };
    }

    static Script docker(Script rest) {
        return engine(DOCKER_20, "20.10.24+dfsg1", rest);
    }

    static Script podman(Script rest) {
        return engine(PODMAN_4, "4.3.1", rest);
    }

    /// @param body `null` for an answer to HEAD
    static void text(OutputStream out, String status, String headers, @Nullable String body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        write(out, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n");
        out.write(bytes);
        out.flush();
    }

    static void streamHead(OutputStream out, String headers) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\n" + headers
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    static void chunk(OutputStream out, byte[] bytes) throws IOException {
        write(out, Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write(out, "\r\n");
    }

    static void chunk(OutputStream out, String text) throws IOException {
        chunk(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static void lastChunk(OutputStream out) throws IOException {
        write(out, "0\r\n\r\n");
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// Says nothing more until this fake is closed.
    void hold() throws InterruptedException {
        closing.await();
    }

    EngineAddress address() {
        return address;
    }

    List<Request> requests() {
        return requests;
    }

    /// The last that was asked for whose path ends so.
    Request asked(String end) {
        return requests.stream().filter(r -> r.path().endsWith(end)).reduce((a, b) -> b).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        door.close();
        for (Closeable wire : wires) {
            wire.close();
        }
    }
}
