package dev.evtool.ptp;

import dev.evtool.ptp.Finding.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The doctor's first part: from here to the proxy.
final class DoctorReach {

    private static final List<Integer> USUAL_PORTS = List.of(9043, 8089, 9085);

    private final PtpSettings settings;
    private final ProxyCalls calls;
    private final PtpDoctor doctor;

    DoctorReach(PtpSettings settings, ProxyCalls calls, PtpDoctor doctor) {
        this.settings = settings;
        this.calls = calls;
        this.doctor = doctor;
    }

    /// Looks whether the proxy is there.
    ///
    /// @return a client for what the proxy speaks; `null` if it cannot be talked to
    @Nullable
    ProxyClient look() throws InterruptedException {
        if (!resolves() || !answers()) {
            return null;
        }
        try {
            ProxyClient client = new ProxyProbe(calls).find(settings.api());
            ProxyCalls.Answer health = client.health();
            doctor.ok("api", "speaks " + client.api().word() + ", and is healthy (HTTP " + health.status() + ")");
            clock(health);
            return client;
        } catch (ProxyException e) {
            doctor.say("api", Verdict.FAIL, e.problem());
            return null;
        }
    }

    private boolean resolves() {
        String host = calls.base().host();
        try {
            String addresses = Stream.of(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            doctor.ok("name", addresses.equals(host) ? host + " is an address" : host + " is " + addresses);
            return true;
        } catch (UnknownHostException e) {
            doctor.say("name", Verdict.FAIL, "the host name " + host + " cannot be resolved",
                    "service names of a cluster resolve only inside it: run evtool in a pod, or kubectl port-forward "
                            + "and --proxy http://localhost:9043");
            return false;
        }
    }

    private boolean answers() {
        int port = calls.base().port();
        String refusal = refusal(port);
        if (refusal.isEmpty()) {
            doctor.ok("port", "port " + port + " accepts connections");
            return true;
        }
        List<String> open = new ArrayList<>();
        for (int other : USUAL_PORTS) {
            if (other != port && refusal(other).isEmpty()) {
                open.add(String.valueOf(other));
            }
        }
        doctor.say("port", Verdict.FAIL, "port " + port + " of " + calls.base().host() + ": " + refusal,
                open.isEmpty()
                        ? "none of the usual ports answers (9043 v2, 8089 v1 sidecar, 9085 v1 publisher): is the "
                                + "linuxptp-daemon pod running, with events enabled in the PtpOperatorConfig?"
                        : "port " + String.join(" and ", open) + " answers there: try that one");
        return false;
    }

    /// Why a port does not accept a connection; empty if it does.
    private String refusal(int port) {
        Duration most = settings.connecting().timeout();
        Duration limit = most.compareTo(Duration.ofSeconds(3)) < 0 ? most : Duration.ofSeconds(3);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(calls.base().host(), port), (int) limit.toMillis());
            return "";
        } catch (IOException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private void clock(ProxyCalls.Answer health) {
        Duration skew = ClockSkew.of(health);
        if (skew == null) {
            doctor.say("clock", Verdict.WARN, "the proxy's answers have no date: the clocks cannot be compared", null);
        } else if (ClockSkew.isLarge(skew)) {
            doctor.say("clock", Verdict.WARN,
                    "the proxy's clock is " + ClockSkew.text(skew) + " this machine's: event times are the proxy's, so "
                            + "--since and --until will seem wrong by that",
                    "set the clock that is wrong: chronyc tracking here, date on the node");
        } else {
            doctor.ok("clock", "the clocks of both ends agree within 3 s");
        }
    }
}
