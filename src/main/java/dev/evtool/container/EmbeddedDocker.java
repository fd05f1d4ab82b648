package dev.evtool.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An embedded engine: to clients of Docker or Podman like the real one, as far as events and lists of containers go
/// (`container-events.md`, 2 and 3). What happens is given to it.
///
/// It listens on a free or given port, or on a unix socket, until it is closed, and may be used by many threads.
final class EmbeddedDocker implements AutoCloseable {

    private static final Pattern VERSIONED = Pattern.compile("/v(\\d{1,4})\\.(\\d{1,4})(?:\\.\\d{1,4})?(/.*)");
    private static final int OLDEST_MINOR = 12;

    private final EmbeddedKind kind;
    private final EmbeddedHttp http;
    private final EventRing<EmbeddedLine> events;
    private final EmbeddedEventStream stream;
    private final Supplier<List<EmbeddedContainer>> containers;

    private EmbeddedDocker(SocketAddress bind, EmbeddedKind kind, Supplier<List<EmbeddedContainer>> containers)
            throws IOException {
        this.kind = kind;
        this.http = new EmbeddedHttp(bind);
        this.events = new EventRing<>(kind.remembers());
        this.stream = new EmbeddedEventStream(kind, events);
        this.containers = containers;
        http.start(this::answer);
    }

    /// Starts an engine.
    ///
    /// @param bind where to listen; port 0 takes a free one
    /// @param containers what there is, whenever somebody asks
    /// @throws IOException if it cannot listen there
    static EmbeddedDocker start(SocketAddress bind, EmbeddedKind kind, Supplier<List<EmbeddedContainer>> containers)
            throws IOException {
        return new EmbeddedDocker(bind, kind, containers);
    }

    /// `HOST:PORT`, or the path of the socket.
    String address() {
        SocketAddress address = socketAddress();
        if (!(address instanceof InetSocketAddress inet)) {
            return address.toString();
        }
        String host = inet.getAddress().isAnyLocalAddress() ? "127.0.0.1" : inet.getAddress().getHostAddress();
        return (inet.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + inet.getPort();
    }

    /// Of an engine that listens on one.
    int port() {
        return socketAddress() instanceof InetSocketAddress inet ? inet.getPort() : -1;
    }

    SocketAddress socketAddress() {
        try {
            return http.address();
        } catch (IOException closed) {
            throw new UncheckedIOException("the engine is closed", closed);
        }
    }

    /// Something happens: it is remembered, and told to who listens.
    void publish(EmbeddedEvent event) throws InterruptedException {
        events.tell(EmbeddedLine.of(event, kind));
    }

    /// Tells those who listen something that need not be an event.
    void say(byte[] line) throws InterruptedException {
        events.tellOnce(EmbeddedLine.raw(line));
    }

    /// How many listen.
    int listeners() {
        return events.listeners();
    }

    /// How many events listeners have missed by their own slowness.
    long dropped() {
        return events.dropped();
    }

    private void answer(EmbeddedRequest request, EmbeddedReply reply) throws IOException, InterruptedException {
        kind.headers().forEach(reply::header);
        Matcher versioned = VERSIONED.matcher(request.path());
        if (!versioned.matches()) {
            route(request.path(), request, reply);
            return;
        }
        String asked = versioned.group(1) + "." + versioned.group(2);
        int major = Integer.parseInt(versioned.group(1));
        int minor = Integer.parseInt(versioned.group(2));
        if (kind.isPodman()) { // takes any
            route(versioned.group(3), request, reply);
        } else if (major > 1 || minor > newestMinor()) {
            reply.json(400, EmbeddedJson.message(
                    "client version " + asked + " is too new. Maximum supported API version is " + kind.newest()));
        } else if (major < 1 || minor < OLDEST_MINOR) {
            reply.text(400, "client version " + asked + " is too old. Minimum supported API version is 1."
                    + OLDEST_MINOR + ", please upgrade your client to a newer version\n");
        } else {
            route(versioned.group(3), request, reply);
        }
    }

    private int newestMinor() {
        return Integer.parseInt(kind.newest().substring(kind.newest().indexOf('.') + 1));
    }

    private void route(String path, EmbeddedRequest request, EmbeddedReply reply)
            throws IOException, InterruptedException {
        boolean libpod = kind.isPodman() && path.startsWith("/libpod/");
        String place = libpod ? path.substring("/libpod".length()) : path;
        boolean ping = place.equals("/_ping");
        if (!request.method().equals("GET") && !(ping && request.method().equals("HEAD"))) {
            reply.json(405, EmbeddedJson.message("this embedded engine only answers questions"));
        } else if (ping) {
            reply.text(200, "OK");
        } else if (place.equals("/version")) {
            reply.json(200, EmbeddedJson.version(kind));
        } else if (place.equals("/events")) {
            stream.answer(request, reply, libpod);
        } else if (place.equals("/containers/json")) {
            list(request, reply, libpod);
        } else if (place.startsWith("/containers/") && place.endsWith("/json")) {
            inspect(place.substring("/containers/".length(), place.length() - "/json".length()), reply);
        } else {
            reply.json(404, EmbeddedJson.message("page not found"));
        }
    }

    private void list(EmbeddedRequest request, EmbeddedReply reply, boolean libpod) throws IOException {
        try {
            EmbeddedFilters filters = EmbeddedFilters.of(request.parameter("filters"));
            boolean all = request.isSet("all", false) || filters.asksFor("status");
            reply.json(200, EmbeddedJson.list(containers.get().stream()
                    .filter(container -> (all || container.isRunning()) && filters.matches(container)).toList(),
                    libpod));
        } catch (EngineFormatException e) {
            reply.json(500, EmbeddedJson.message(e.what()));
        }
    }

    /// By name, id, or the beginning of an id that no other has.
    private void inspect(String which, EmbeddedReply reply) throws IOException {
        List<EmbeddedContainer> all = containers.get();
        List<EmbeddedContainer> begun = all.stream().filter(container -> container.id().startsWith(which)).toList();
        Optional<EmbeddedContainer> found = all.stream()
                .filter(container -> container.id().equals(which) || container.name().equals(which)).findFirst()
                .or(() -> begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty());
        if (found.isPresent()) {
            reply.json(200, EmbeddedJson.inspection(found.get()));
        } else {
            reply.json(404, EmbeddedJson.message("No such container: " + which));
        }
    }

    /// Ends at once, as a crash would: connections are cut, what was remembered is gone.
    @Override
    public void close() {
        http.close();
    }
}
