package dev.evtool.ptp;

import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import dev.evtool.stream.HostReach;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The doctor's first part: from here to the proxy's port.
final class DoctorReach {

    private static final Duration SLOW_NAME = Duration.ofSeconds(1);

    private final HostReach reach;
    private final ProxyCalls calls;
    private final Diagnosis doctor;
    private final DoctorAdvice advice;
    private final List<Integer> usualPorts;

    /// @param usualPorts where to look if nothing listens on the given one
    DoctorReach(PtpSettings settings, ProxyCalls calls, Diagnosis doctor, List<Integer> usualPorts) {
        this.reach = new HostReach(calls.base().host(), settings.connecting().timeout());
        this.calls = calls;
        this.doctor = doctor;
        this.advice = new DoctorAdvice(settings);
        this.usualPorts = usualPorts;
    }

    /// Looks whether something listens there.
    ///
    /// @return false if not
    boolean look() throws InterruptedException {
        HostReach.Lookup lookup = reach.lookup();
        if (!lookup.failure().isEmpty()) {
            unresolved(reach.host(), lookup.failure());
            return false;
        }
        resolved(reach.host(), lookup);
        return answers(lookup.addresses());
    }

    private void resolved(String host, HostReach.Lookup lookup) {
        String evidence = lookup.text().equals(host) ? host + " is an address" : host + " is " + lookup.text();
        if (lookup.took().compareTo(SLOW_NAME) > 0) {
            doctor.say("name", Verdict.WARN,
                    evidence + "; the name service took " + lookup.took().toMillis() + " ms",
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
        String refusal = reach.refusal(addresses, port);
        if (refusal.isEmpty()) {
            doctor.ok("port", "port " + port + " accepts connections");
            return true;
        }
        String evidence = "port " + port + " of " + calls.base().host() + ": " + refusal;
        List<Integer> open = new ArrayList<>();
        for (int other : usualPorts) {
            if (other != port && reach.refusal(addresses, other).isEmpty()) {
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
}
