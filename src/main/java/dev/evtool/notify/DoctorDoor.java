package dev.evtool.notify;

import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import dev.evtool.stream.HostReach;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The doctor's first part: from here into the broker's virtual host.
final class DoctorDoor {

    private static final String PORTS = "is it the port of AMQP 0-9-1? RabbitMQ has it at 5672, with TLS at 5671 (amqps://); "
            + "15672 is that of its management";

    private final BrokerSettings broker;
    private final Diagnosis doctor;
    private final BrokerAdvice advice;

    DoctorDoor(BrokerSettings broker, Diagnosis doctor) {
        this.broker = broker;
        this.doctor = doctor;
        this.advice = new BrokerAdvice(broker);
    }

    /// @param news is told what a person should know of certificates
    /// @return a connection; `null` if there is no way in
    /// @throws StreamException if a secret or certificate cannot be used
    @Nullable
    BrokerConnection enter(Consumer<String> news) throws StreamException, InterruptedException {
        if (!isReachable()) {
            return null;
        }
        if (!broker.tls()) {
            doctor.skip("tls", "the address is without TLS (amqp://)");
        }
        try {
            BrokerConnection connection = BrokerConnection.open(broker, "notify doctor", news);
            passed();
            doctor.ok("vhost", "\"" + broker.vhost() + "\" is there, and the user may use it");
            doctor.ok("broker", connection.product().strip());
            return connection;
        } catch (BrokerException e) {
            refused(e);
            return null;
        }
    }

    private void passed() {
        if (broker.tls()) {
            doctor.ok("tls",
                    broker.connecting().security().tls().insecure() ? "spoken, not verified" : "spoken and verified");
        }
        doctor.ok("login", "as " + advice.user());
    }

    private void refused(BrokerException e) {
        switch (e.code()) {
            case BrokerFailure.ACCESS_REFUSED -> {
                if (broker.tls()) {
                    doctor.ok("tls", "spoken");
                }
                doctor.say("login", Verdict.FAIL, text(e),
                        "on the broker: "
                                + BrokerAdvice.typed("rabbitmqctl authenticate_user " + advice.user() + " PASSWORD"));
            }
            case BrokerFailure.NOT_ALLOWED, BrokerFailure.NOT_FOUND -> {
                passed();
                boolean missing = e.problem().what().contains("no virtual host");
                doctor.say("vhost", Verdict.FAIL, text(e), missing
                        ? "the path of the address names it, / where it is left out; those there are: "
                                + BrokerAdvice.typed("rabbitmqctl list_vhosts")
                        : advice.permissions(List.of(TapWish.EXCHANGE)));
            }
            default -> doctor.say(broker.tls() ? "tls" : "broker", Verdict.FAIL, text(e),
                    e.problem().next() == null ? PORTS : e.problem().next());
        }
    }

    private static String text(BrokerException e) {
        String cause = e.problem().cause();
        return e.problem().what() + (cause == null ? "" : ": " + cause);
    }

    /// Whether one of the hosts accepts connections: who publishes and who reads tries all of them, too.
    private boolean isReachable() throws InterruptedException {
        Map<BrokerHost, HostReach.Lookup> known = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (BrokerHost host : broker.hosts()) {
            HostReach.Lookup lookup = new HostReach(host.host(), broker.connecting().timeout()).lookup();
            if (lookup.failure().isEmpty()) {
                known.put(host, lookup);
            } else {
                unknown.add(lookup.failure());
            }
        }
        List<String> found = known.entrySet().stream().map(e -> e.getKey().host().equals(e.getValue().text())
                ? e.getKey().host() + " is an address"
                : e.getKey().host() + " is " + e.getValue().text()).distinct().toList();
        say("name", found, unknown, "check the spelling: "
                + BrokerAdvice.typed("getent hosts " + broker.hosts().getFirst().host()));
        if (known.isEmpty()) {
            return false;
        }
        List<String> open = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        known.forEach((host, lookup) -> {
            String refusal = new HostReach(host.host(), broker.connecting().timeout()).refusal(lookup.addresses(),
                    host.port());
            if (refusal.isEmpty()) {
                open.add("port " + host.port() + " of " + host.host() + " accepts connections");
            } else {
                closed.add("port " + host.port() + " of " + host.host() + ": " + refusal);
            }
        });
        say("port", open, closed, "the usual port is 5672, with TLS 5671; on the broker: "
                + BrokerAdvice.typed("systemctl status rabbitmq-server"));
        return !open.isEmpty();
    }

    private void say(String step, List<String> good, List<String> bad, String next) {
        List<String> all = new ArrayList<>(bad);
        all.addAll(good);
        String evidence = String.join("; ", all);
        doctor.say(step, bad.isEmpty() ? Verdict.OK : good.isEmpty() ? Verdict.FAIL : Verdict.WARN, evidence,
                bad.isEmpty() ? null : next);
    }
}
