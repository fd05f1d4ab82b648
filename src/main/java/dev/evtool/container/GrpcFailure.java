package dev.evtool.container;

import dev.evtool.stream.Problem;
import dev.evtool.stream.TlsFailure;
import io.grpc.Status;
import io.grpc.StatusException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What to tell a person of a call by gRPC that failed.
record GrpcFailure(EngineSettings settings) {

    /// A server that ends takes its calls back first.
    private static final Set<Status.Code> BROKEN = EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
    private static final int MOST_TEXT = 300;
    /// How Netty shows the first bytes of what is no HTTP/2.
    private static final String HTTP_1 = "485454502f";
    private static final String TLS_ALERT = "1503";

    /// @param answered whether it ever did as the engine would, on this connection
    EngineException of(StatusException e, boolean answered) {
        Status status = e.getStatus();
        String text = text(status);
        if (text.contains("invalid content-type") || text.startsWith("HTTP status code")) {
            return stranger(text, e);
        }
        return switch (status.getCode()) {
            case UNIMPLEMENTED -> stranger(text, e);
            case PERMISSION_DENIED, UNAUTHENTICATED -> failure(e, name() + " does not allow it: " + text,
                    engine() == EngineKind.ISULAD
                            ? "its authorisation (authz-broker) has no rule that lets the user of our certificate do so"
                            : "it asks for more than this connection shows",
                    "ask whoever runs it, or show another certificate (--cert FILE --key FILE)");
            case RESOURCE_EXHAUSTED -> failure(e, name() + ": " + text, "a message larger than 16 MiB, or a limit of "
                    + engine().product() + " itself", null);
            case DEADLINE_EXCEEDED -> failure(e, name() + " does not answer",
                    engine().product() + " hangs, or something else listens there", look());
            default -> connection(e, answered);
        };
    }

    /// Somebody who answers, but not as the engine does.
    EngineException stranger(String what, @Nullable Throwable cause) {
        return failure(cause, name() + " answers, but is no " + engine().product() + ": " + what,
                engine() == EngineKind.ISULAD
                        ? "another program's, or an iSulad that was built for REST, which has no events"
                        : "the address is another program's",
                engine().product() + "'s own socket is " + engine().usualSocket());
    }

    private EngineException connection(StatusException e, boolean answered) {
        Throwable cause = e.getStatus().getCause();
        String hex = message(find(cause, Http2Exception.class));
        if (hex.contains("not SETTINGS")) {
            return stranger(hex.contains(HTTP_1) ? "it speaks HTTP/1, as Docker, Podman and a REST build do"
                    : hex.contains(": " + TLS_ALERT) ? "it wants TLS" : "it speaks no gRPC", e);
        }
        return switch (settings.address()) {
            case EngineAddress.Socket socket -> socket(socket.path(), cause, e);
            case EngineAddress.Tcp tcp -> port(tcp, cause, e, answered);
        };
    }

    private EngineException socket(Path path, @Nullable Throwable cause, StatusException e) {
        String message = message(find(cause, IOException.class));
        SocketFaults faults = new SocketFaults(engine());
        if (message.contains("No such file")) {
            return new EngineException(faults.missing(path), e);
        }
        if (message.contains("Permission denied") || message.contains("Operation not permitted")) {
            return new EngineException(faults.denied(path), e);
        }
        if (message.contains("refused")) {
            return Files.isRegularFile(path) || Files.isDirectory(path)
                    ? failure(e, path + " is no socket", null, "check the address")
                    : new EngineException(faults.deserted(path), e);
        }
        return broken(e);
    }

    private EngineException port(EngineAddress.Tcp tcp, @Nullable Throwable cause, StatusException e,
            boolean answered) {
        if (find(cause, NotSslRecordException.class) != null) {
            return failure(e, name() + " does not speak TLS", "it speaks plain gRPC, or is another program",
                    "leave TLS away, or name the port that has it");
        }
        SSLException ssl = find(cause, SSLException.class);
        if (tcp.tls() && ssl != null) {
            return ofTls(ssl, tcp, e);
        }
        IOException io = find(cause, IOException.class);
        String message = message(io);
        if (io instanceof ConnectTimeoutException) {
            return failure(e, name() + " did not accept a connection in time",
                    "a firewall drops it, or the host is down", "check host and port");
        }
        if (message.contains("refused")) {
            return failure(e, name() + " refused the connection", "nobody listens there", "check host and port; "
                    + look());
        }
        // some refuse a client's certificate, or that it has none, without a word
        return tcp.tls() && !answered && BROKEN.contains(e.getStatus().getCode())
                ? ofTls(new EOFException(text(e.getStatus())), tcp, e) : broken(e);
    }

    private EngineException ofTls(IOException failure, EngineAddress.Tcp tcp, StatusException e) {
        return new EngineException(TlsFailure.explain(failure, new TlsFailure.Server(name(), tcp.host(), tcp.port(),
                settings.connecting().security().tls())), e);
    }

    private EngineException broken(StatusException e) {
        Status status = e.getStatus();
        IOException io = find(status.getCause(), IOException.class);
        String detail = io == null || io.getMessage() == null ? text(status) : brief(io.getMessage());
        if (text(status).contains("events callback")) {
            return failure(e, name() + " refused: " + text(status), "since lies after until", null);
        }
        return BROKEN.contains(status.getCode()) || io != null
                ? failure(e, "the connection to " + name() + " broke: " + detail,
                        engine().product() + " has ended, or does not like what it was sent", look())
                : failure(e, name() + " answered with an error: " + status.getCode() + " " + detail, null, look());
    }

    /// The address of a host; of several, the first that takes a connection.
    static InetSocketAddress resolve(EngineAddress.Tcp tcp, Duration timeout) throws EngineException {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(tcp.host());
        } catch (UnknownHostException e) {
            throw failure(e, "the host name " + tcp.host() + " cannot be resolved",
                    "a slip, or a name of another network",
                    "try: getent hosts " + tcp.host());
        }
        return Arrays.stream(all).map(address -> new InetSocketAddress(address, tcp.port()))
                .filter(address -> all.length == 1 || accepts(address, timeout)).findFirst()
                .orElseGet(() -> new InetSocketAddress(all[0], tcp.port()));
    }

    private static boolean accepts(InetSocketAddress address, Duration timeout) {
        try (Socket probe = new Socket()) {
            probe.connect(address, (int) Math.min(Integer.MAX_VALUE, timeout.toMillis()));
            return true;
        } catch (IOException another) {
            return false;
        }
    }

    private EngineKind engine() {
        return settings.kind();
    }

    private String name() {
        return settings.address() instanceof EngineAddress.Socket socket ? "the socket " + socket.path()
                : settings.uri();
    }

    private String look() {
        return "see whether it runs: systemctl status " + engine().word();
    }

    private static String text(Status status) {
        String text = status.getDescription();
        if (text == null || text.isBlank()) {
            text = status.getCause() == null ? status.getCode().toString() : status.getCause().toString();
        }
        return brief(text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2)
                .reduce((a, b) -> a + ", " + b).orElse(""));
    }

    private static String message(@Nullable Throwable e) {
        return e == null || e.getMessage() == null ? "" : e.getMessage();
    }

    private static String brief(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    private static EngineException failure(@Nullable Throwable thrown, String what, @Nullable String cause,
            @Nullable String next) {
        return new EngineException(new Problem(what, cause, next), thrown);
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable e, Class<T> kind) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(20).filter(kind::isInstance)
                .map(kind::cast).findFirst().orElse(null);
    }
}
