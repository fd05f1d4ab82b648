package dev.evtool.ptp;

import dev.evtool.ptp.Finding.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// The doctor's first part: from here to the proxy's port.
final class DoctorReach {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration SLOW_NAME = Duration.ofSeconds(1);

    private final PtpSettings settings;
    private final ProxyCalls calls;
    private final PtpDoctor doctor;
    private final DoctorAdvice advice;
    private final List<Integer> usualPorts;

    /// @param usualPorts where to look if nothing listens on the given one
    DoctorReach(PtpSettings settings, ProxyCalls calls, PtpDoctor doctor, List<Integer> usualPorts) {
        this.settings = settings;
        this.calls = calls;
        this.doctor = doctor;
        this.advice = new DoctorAdvice(settings);
        this.usualPorts = usualPorts;
    }

    /// Looks whether something listens there.
    ///
    /// @return false if not
    boolean look() throws InterruptedException {
        List<InetAddress> addresses = resolve(calls.base().host());
        return !addresses.isEmpty() && answers(addresses);
    }

    /// On a thread of its own, because a name service that does not answer cannot be interrupted.
    private List<InetAddress> resolve(String host) throws InterruptedException {
        long start = System.nanoTime();
        FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> Arrays.asList(InetAddress.getAllByName(host)));
        Thread.ofVirtual().start(lookup);
        try {
            List<InetAddress> found = lookup.get(settings.connecting().timeout().toMillis(), TimeUnit.MILLISECONDS);
            resolved(host, found, Duration.ofNanos(System.nanoTime() - start));
            return found;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownHostException)) {
                throw new IllegalStateException(e.getCause());
            }
            unresolved(host, "the host name " + host + " cannot be resolved here");
        } catch (TimeoutException e) {
            unresolved(host, "the name service does not answer for " + host + " within "
                    + settings.connecting().timeout().toSeconds() + " s");
        }
        return List.of();
    }

    private void resolved(String host, List<InetAddress> found, Duration took) {
        String addresses = found.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        String evidence = addresses.equals(host) ? host + " is an address" : host + " is " + addresses;
        if (took.compareTo(SLOW_NAME) > 0) {
            doctor.say("name", Verdict.WARN, evidence + "; the name service took " + took.toMillis() + " ms",
                    "look whose it is: `cat /etc/resolv.conf`");
        } else {
            doctor.ok("name", evidence);
        }
    }

    /// The per-node service's name is the usual one (`ptp.md`, section 1), and means something inside the cluster only.
    private void unresolved(String host, String evidence) {
        boolean service = host.contains(".svc");
        String forward = "`kubectl -n openshift-ptp port-forward svc/"
                + (service ? host.substring(0, host.indexOf('.')) : "ptp-event-publisher-service-NODE") + " 9043`";
        doctor.say("name", Verdict.FAIL, evidence + (service ? ": a service's name resolves only in its cluster" : ""),
                service ? "run evtool in a pod of the cluster, or only to ask: " + forward
                        : "check the spelling: `getent hosts " + host + "`; services of the cluster: " + forward);
    }

    private boolean answers(List<InetAddress> addresses) {
        int port = calls.base().port();
        String refusal = refusal(addresses, port);
        if (refusal.isEmpty()) {
            doctor.ok("port", "port " + port + " accepts connections");
            return true;
        }
        String evidence = "port " + port + " of " + calls.base().host() + ": " + refusal;
        List<Integer> open = new ArrayList<>();
        for (int other : usualPorts) {
            if (other != port && refusal(addresses, other).isEmpty()) {
                open.add(other);
            }
        }
        if (open.isEmpty()) {
            doctor.say("port", Verdict.FAIL, evidence + "; nor do the usual ports answer (9043 v2, 8089 v1 sidecar)",
                    "is the pod running, and are events on (enableEventPublisher)? "
                            + "`kubectl -n openshift-ptp get pods,ptpoperatorconfigs -o wide`");
        } else {
            doctor.say("port", Verdict.FAIL, evidence + ", but port "
                    + open.stream().map(String::valueOf).collect(Collectors.joining(" and ")) + " accepts connections",
                    "try that one: " + advice.at(calls.base().scheme(), open.getFirst(), ""));
        }
        return false;
    }

    /// Why no address accepts a connection on a port; empty if one does.
    private String refusal(List<InetAddress> addresses, int port) {
        Duration most = settings.connecting().timeout();
        Duration limit = most.compareTo(CONNECT_LIMIT) < 0 ? most : CONNECT_LIMIT;
        String why = "";
        for (InetAddress address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), (int) limit.toMillis());
                return "";
            } catch (SocketTimeoutException e) {
                why = "no answer within " + limit.toMillis() + " ms: a firewall drops it, or the host is down";
            } catch (IOException e) {
                String message = String.valueOf(e.getMessage());
                why = message.contains("refused") ? "nothing listens there (connection refused)" : message;
            }
        }
        return why;
    }
}
