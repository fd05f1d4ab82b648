package dev.evtool.container;

import dev.evtool.stream.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why an engine could not be spoken with, below HTTP.
///
/// @param name what messages call the engine
record DockerFaults(String name, EngineKind kind, EngineAddress address, @Nullable EngineTls tls) {

    private static final int MOST_TEXT = 200;
    private static final String STATUS_LINE = "Unexpected status line:";
    /// What Okio says of a line that ended with the connection.
    private static final Pattern UNENDED = Pattern.compile("content=((?:[0-9a-f]{2})+)");

    static DockerFaults of(EngineSettings settings, @Nullable EngineTls tls) {
        return new DockerFaults(settings.uri(), settings.kind(), settings.address(), tls);
    }

    /// What to say of a failed call.
    ///
    /// @param begun whether the engine had begun to answer
    Problem explain(IOException e, boolean begun) {
        if (begun) {
            if (e instanceof InterruptedIOException) {
                return new Problem(name + " does not go on with its answer", "the engine hangs",
                        "see its log: journalctl -u " + kind.word());
            }
            return new Problem(name + " broke off: " + said(e), "the engine was stopped, or the connection was cut",
                    null);
        }
        Optional<String> other = otherProtocol(e);
        if (other.isPresent()) {
            return notHttp(other.get());
        }
        Problem ofTls = tls == null ? null : tls.explain(e, name);
        if (ofTls != null && !isRefused(e)) {
            return ofTls;
        }
        return address instanceof EngineAddress.Socket socket ? unix(e, socket.path())
                : tcp(e, (EngineAddress.Tcp) address);
    }

    private Problem unix(IOException e, Path path) {
        SocketFaults faults = new SocketFaults(kind);
        if (has(e, "Permission denied") || has(e, "Operation not permitted")) {
            return faults.denied(path);
        }
        if (has(e, "No such file or directory") || Files.notExists(path)) {
            return faults.missing(path);
        }
        if (isRefused(e)) {
            return faults.deserted(path);
        }
        if (e instanceof InterruptedIOException) {
            return new Problem(name + " accepted the connection, but does not answer", "the engine hangs",
                    "see its log: journalctl -u " + kind.word());
        }
        return broken(e, "curl --unix-socket " + path + " http://localhost/_ping");
    }

    private Problem tcp(IOException e, EngineAddress.Tcp tcp) {
        String next = "check the address: curl http" + (tcp.tls() ? "s" : "") + "://" + tcp + "/_ping";
        if (e instanceof UnknownHostException) {
            return new Problem("the host name " + tcp.host() + " cannot be resolved", "a typing error, or a name that "
                    + "only resolves elsewhere", "check the address");
        }
        if (isRefused(e)) {
            return new Problem(name + " refused the connection", "no engine listens there; few do so on TCP",
                    "usual ports are 2376 (TLS) and 2375 (plain): " + next);
        }
        if (e instanceof InterruptedIOException) {
            return said(e).toLowerCase(Locale.ROOT).contains("connect")
                    ? new Problem(name + " did not accept a connection in time",
                            "a firewall drops it, or the host is down", next)
                    : new Problem(name + " accepted the connection, but does not answer",
                            "the engine hangs, or the port is another service's" + (tcp.tls() ? "" : ", or has TLS"),
                            next);
        }
        return broken(e, next);
    }

    private Problem broken(IOException e, String next) {
        return new Problem(name + " broke off the connection: " + said(e),
                "the engine was just stopped, or what listens there is none, or speaks gRPC as containerd and iSulad do",
                next);
    }

    /// How an answer that is not HTTP begins.
    private static Optional<String> otherProtocol(IOException e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof ProtocolException && said.startsWith(STATUS_LINE)) {
                return Optional.of(said.substring(STATUS_LINE.length()).strip());
            }
            Matcher bytes = UNENDED.matcher(said);
            if (cause instanceof EOFException && bytes.find()) {
                return Optional.of(new String(HexFormat.of().parseHex(bytes.group(1)), StandardCharsets.ISO_8859_1));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private Problem notHttp(String begin) {
        boolean alert = begin.startsWith("\u0015\u0003");
        return new Problem(name + " answers, but not in HTTP" + (alert ? "" : ": " + brief(begin)),
                alert ? "it speaks TLS on this port" : "it is another service's socket or port",
                alert ? "ask for TLS: Docker's usual port for it is 2376" : "check the address");
    }

    private static boolean isRefused(IOException e) {
        return has(e, "refused") || (e instanceof ConnectException && !has(e, "timed out"));
    }

    private static boolean has(IOException e, String text) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof SocketException && String.valueOf(cause.getMessage()).contains(text)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String said(IOException e) {
        return brief(e.getMessage() != null ? e.getMessage()
                : e instanceof EOFException ? "the connection ended in the middle" : e.getClass().getSimpleName());
    }

    /// Text from outside, on one short line.
    static String brief(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MOST_TEXT ? line : line.substring(0, MOST_TEXT) + "…";
    }
}
