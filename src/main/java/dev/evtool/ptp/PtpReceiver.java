package dev.evtool.ptp;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFailure;
import dev.evtool.stream.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The HTTP server that proxies post their events to: one for all proxies of a command, each under a path of its own
/// that cannot be guessed. It listens while there is an endpoint. Each request has a virtual thread, because a proxy
/// posts the initial notification, and wants its answer, while our subscribe call is still waiting (`ptp.md`, 3.1).
final class PtpReceiver {

    static final String PREFIX = "/evtool/";
    private static final String EVENT = "/event";
    private static final int MOST_TOLD = 50;

    /// What an endpoint does with a body.
    interface Handler {
        /// Takes a request.
        ///
        /// @return the HTTP status to answer
        int receive(PtpPost post) throws InterruptedException;

        /// A request that could not be read to its end, and why.
        void broken(String why, byte[] body) throws InterruptedException;

        /// Something that a person should know; must not wait.
        void news(String text);
    }

    private final InetSocketAddress listen;
    private final TlsFiles tls;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private @Nullable PostServer server;

    /// Without TLS.
    ///
    /// @param listen where to listen; port 0 takes a free one
    PtpReceiver(InetSocketAddress listen) {
        this(listen, TlsFiles.NONE);
    }

    /// @param tls to listen for TLS, if it has a certificate; to let in only clients of its CA, if it has one
    PtpReceiver(InetSocketAddress listen, TlsFiles tls) {
        this.listen = listen;
        this.tls = tls;
    }

    /// Opens an endpoint, and the server with the first one.
    ///
    /// @throws StreamException if the address cannot be listened on, or the certificate not be used
    synchronized Endpoint open(Handler handler) throws StreamException {
        PostServer running = server == null ? start(handler) : server;
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String path = PREFIX + HexFormat.of().formatHex(secret);
        handlers.put(path, handler);
        return new Endpoint(path, running.address());
    }

    private PostServer start(Handler first) throws StreamException {
        Tls secure = tls.cert() == null ? null : Tls.server(tls, text -> {
            handlers.values().forEach(handler -> handler.news(text));
            if (handlers.isEmpty()) { // before there is an endpoint
                first.news(text);
            }
        });
        try {
            PostServer started = PostServer.start(listen, PostServer.Limits.RECEIVER, new ByPath(), secure);
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

        /// Told once of each peer, to all: whose proxy it was is not known without a path.
        @Override
        public void noTls(InetAddress peer, IOException why) {
            String text = peer.getHostAddress() + " " + TlsFailure.ofClient(why)
                    + ": what it has to say does not arrive here";
            if (told.size() < MOST_TOLD && told.add(text)) {
                handlers.values().forEach(handler -> handler.news(text));
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

        /// Of the URL that proxies post to.
        String scheme() {
            return tls.cert() == null ? "http" : "https";
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
