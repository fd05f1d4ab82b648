package dev.evtool.ptp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server whose every answer a test makes, down to its header fields; it remembers what it was asked.
final class ScriptedServer implements AutoCloseable {

    /// Makes the text of a whole HTTP answer.
    interface Script {
        String answer(Request request) throws Exception;
    }

    /// @param target of the request line, as it is
    record Request(String method, String target, String body) {

        boolean is(String otherMethod, String end) {
            return method.equals(otherMethod) && target.endsWith(end);
        }
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedServer(Script script) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket, script));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    /// A v2 proxy that lists these subscriptions and publishers, as JSON; all else is not there.
    static Script v2(String subscriptions, String publishers) {
        return request -> request.is("GET", "/v2/health") ? http("200 OK", "text/plain", "OK")
                : request.is("GET", "/v2/subscriptions") ? http("200 OK", "application/json", subscriptions)
                : request.is("GET", "/v2/publishers") ? http("200 OK", "application/json", publishers)
                : http("404 Not Found", "text/plain", "404 page not found\n");
    }

    static String http(String status, String type, String body, String... headers) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n" + body;
    }

    /// The answer of a real proxy behind this one.
    static String relayed(ProxyCaller proxy, Request request, String... headers) throws Exception {
        HttpResponse<String> answer = proxy.send(request.method(), request.target(),
                request.body().isEmpty() ? null : request.body());
        String body = answer.body();
        return answer.statusCode() == 204 ? "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                : http(answer.statusCode() + " Relayed",
                        answer.headers().firstValue("Content-Type").orElse("text/plain"),
                        body, headers);
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            socket.getOutputStream().write(script.answer(request).getBytes(StandardCharsets.UTF_8));
        } catch (IOException clientGone) {
            // as good as any end of this conversation
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed within the head");
            }
            head.write(b);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        int length = lines.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip())).findFirst().orElse(0);
        String[] parts = lines.getFirst().split(" ", -1);
        return new Request(parts[0], parts[1], new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
