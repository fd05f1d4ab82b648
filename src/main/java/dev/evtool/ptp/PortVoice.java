package dev.evtool.ptp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// What a port says to a line of plain HTTP: enough to tell what listens there when it is no proxy.
///
/// @param said the first bytes, one character each
/// @param silent whether it said nothing and left the connection open
record PortVoice(String said, boolean silent) {

    private static final int ENOUGH = 512;

    /// Asks.
    ///
    /// @param limit for the connection, and for all of the answer
    static PortVoice of(String host, int port, Duration limit) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        long end = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
            socket.getOutputStream().write("GET /health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[ENOUGH];
            for (long left = limit.toMillis(); left > 0
                    && heard.size() < ENOUGH; left = (end - System.nanoTime()) / 1_000_000) {
                socket.setSoTimeout((int) left);
                int n = socket.getInputStream().read(piece);
                if (n < 0) {
                    break;
                }
                heard.write(piece, 0, n);
            }
        } catch (SocketTimeoutException quiet) {
            return new PortVoice(text(heard), heard.size() == 0);
        } catch (IOException closed) {
            // what was heard until then is the answer
        }
        return new PortVoice(text(heard), false);
    }

    /// Whether a port answers to TLS; asked of one that hangs up on plain HTTP.
    static boolean speaksTls(String host, int port, Duration limit) {
        try (Socket socket = SSLSocketFactory.getDefault().createSocket()) {
            socket.connect(new InetSocketAddress(host, port), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            ((SSLSocket) socket).startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            // a certificate that is not trusted, or a refusal in the words of TLS, is TLS all the same
            return !String.valueOf(e.getMessage()).contains("terminated the handshake");
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(ByteArrayOutputStream heard) {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /// Whether it wants TLS: an alert (record type 21, RFC 8446, 5.1), or what Go's and nginx's servers say in plain.
    boolean wantsTls() {
        return said.startsWith("\u0015\u0003") || asksForTls(said);
    }

    /// Whether an answer of HTTP says so.
    static boolean asksForTls(String answer) {
        String lower = answer.toLowerCase(Locale.ROOT);
        return lower.contains("to an https server") || lower.contains("sent to https port");
    }

    boolean isPlainHttp() {
        return said.startsWith("HTTP/") && !wantsTls();
    }

    /// What it is, for people.
    String describe() {
        String first = said.lines().findFirst().orElse("").strip();
        String start = first.length() > 60 ? first.substring(0, 60) + "…" : first;
        if (silent) {
            return "it takes the connection and says nothing";
        }
        if (wantsTls()) {
            return "it speaks TLS";
        }
        if (first.isEmpty()) {
            return "it takes the connection and closes it";
        }
        return first.startsWith("SSH-") ? "an SSH server (" + start + ")" : "it says \"" + start + "\"";
    }
}
