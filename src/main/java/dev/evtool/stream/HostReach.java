package dev.evtool.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// The way to a host: its name, and which of its ports accept connections.
///
/// @param limit for one question to the name service, and, up to 3 s, for one connection
public record HostReach(String host, Duration limit) {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);

    /// What the name service said.
    ///
    /// @param addresses empty if it did not say any
    /// @param failure why not, in words; empty if it did
    public record Lookup(List<InetAddress> addresses, Duration took, String failure) {

        /// The addresses for people.
        public String text() {
            return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        }
    }

    /// Asks the name service, on a thread of its own: one that does not answer cannot be interrupted.
    public Lookup lookup() throws InterruptedException {
        long start = System.nanoTime();
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> Arrays.asList(InetAddress.getAllByName(host)));
        Thread.ofVirtual().start(lookup);
        String failure = "";
        List<InetAddress> found = List.of();
        try {
            found = lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownHostException)) {
                throw new IllegalStateException(e.getCause());
            }
            failure = "the host name " + host + " cannot be resolved here";
        } catch (TimeoutException e) {
            failure = "the name service does not answer for " + host + " within " + limit.toSeconds() + " s";
        }
        return new Lookup(found, Duration.ofNanos(System.nanoTime() - start), failure);
    }

    /// Why no address accepts a connection on a port; empty if one does.
    public String refusal(List<InetAddress> addresses, int port) {
        Duration most = limit.compareTo(CONNECT_LIMIT) < 0 ? limit : CONNECT_LIMIT;
        String why = "";
        for (InetAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), (int) most.toMillis());
                return "";
            } catch (SocketTimeoutException e) {
                why = "no answer within " + most.toMillis() + " ms: a firewall drops it, or the host is down";
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                why = message.contains("refused") ? "nothing listens there (connection refused)" : message;
            }
        }
        return why;
    }
}
