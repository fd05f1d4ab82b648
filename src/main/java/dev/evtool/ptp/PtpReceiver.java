package dev.evtool.ptp;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The HTTP server that proxies post their events to: one for all proxies of a command, each under a path of its own
/// that cannot be guessed. It listens while there is an endpoint. Each request has a virtual thread, because a proxy
/// posts the initial notification, and wants its answer, while our subscribe call is still waiting (`ptp.md`, 3.1).
final class PtpReceiver {

    static final String PREFIX = "/evtool/";
    private static final String EVENT = "/event";

    /// What an endpoint does with a body.
    interface Handler {
        /// Takes a request.
        ///
        /// @return the HTTP status to answer
        int receive(PtpPost post) throws InterruptedException;

        /// A request that could not be read to its end, and why.
        void broken(String why, byte[] body) throws InterruptedException;
    }

    private final InetSocketAddress listen;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private @Nullable PostServer server;

    /// @param listen where to listen; port 0 takes a free one
    PtpReceiver(InetSocketAddress listen) {
        this.listen = listen;
    }

    /// Opens an endpoint, and the server with the first one.
    ///
    /// @throws StreamException.Usage if the address cannot be listened on
    synchronized Endpoint open(Handler handler) throws StreamException.Usage {
        PostServer running = server == null ? start() : server;
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String path = PREFIX + HexFormat.of().formatHex(secret);
        handlers.put(path, handler);
        return new Endpoint(path, running.address());
    }

    private PostServer start() throws StreamException.Usage {
        try {
            PostServer started = PostServer.start(listen, PostServer.Limits.RECEIVER, new ByPath());
            server = started;
            return started;
        } catch (IOException e) {
            throw new StreamException.Usage(new Problem(
                    "cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(),
                    "another program has the port, or the address is not one of this machine",
                    "choose another --listen HOST:PORT, or leave it out for a free port on loopback"));
        }
    }

    private synchronized void close(String path) {
        handlers.remove(path);
        if (handlers.isEmpty() && server != null) {
            server.close();
            server = null;
        }
    }

    /// By the end of the path: a reverse proxy in front of us may have put something before it, and v1 publishers put
    /// `/event` behind it (section 8).
    private @Nullable Handler handler(String path) {
        int start = path.lastIndexOf(PREFIX);
        int end = path.endsWith(EVENT) ? path.length() - EVENT.length() : path.length();
        return start < 0 || end < start ? null : handlers.get(path.substring(start, end));
    }

    /// Gives each request to the endpoint of its path; who knows none of them learns nothing here.
    private final class ByPath implements PostServer.Handler {

        @Override
        public boolean knows(String path) {
            return handler(path) != null;
        }

        @Override
        public int post(PtpPost post) throws InterruptedException {
            Handler handler = handler(post.path());
            return handler == null ? 404 : handler.receive(post);
        }

        @Override
        public void broken(String path, String why, byte[] body) throws InterruptedException {
            Handler handler = handler(path);
            if (handler != null) {
                handler.broken(why, body);
            }
        }
    }

    /// A path under which events of one proxy come in.
    final class Endpoint implements AutoCloseable {

        private final String path;
        private final InetSocketAddress bound;

        private Endpoint(String path, InetSocketAddress bound) {
            this.path = path;
            this.bound = bound;
        }

        String path() {
            return path;
        }

        /// Where the server listens, with the port it got.
        InetSocketAddress bound() {
            return bound;
        }

        @Override
        public void close() {
            PtpReceiver.this.close(path);
        }
    }
}
