package dev.evtool.ptp;

import dev.evtool.ptp.Finding.Verdict;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Walks the whole way by which events of one proxy come to us, and says of each step what it found: the name, the port,
/// the API, the clock, what is published, who else listens, and then the way back, by subscribing as a consumer does.
/// It leaves nothing behind.
public final class PtpDoctor {

    /// The steps, in order.
    static final List<String> STEPS = List.of("name", "port", "api", "clock", "publishers", "node", "consumers",
            "receiver", "subscribe", "limit", "event", "state", "cleanup");

    private final PtpSettings settings;
    private final InetSocketAddress listen;
    private final Duration patience;
    private final Consumer<Finding> teller;
    private final List<Finding> findings = new ArrayList<>();

    /// @param patience how long to wait for an event, where subscribing brings none by itself (v1)
    /// @param teller told of each finding at once
    public PtpDoctor(PtpSettings settings, InetSocketAddress listen, Duration patience, Consumer<Finding> teller) {
        this.settings = settings;
        this.listen = listen;
        this.patience = patience;
        this.teller = teller;
    }

    /// Looks at everything; a step whose ground is missing is skipped.
    ///
    /// @return whether events can arrive: it was seen, and nothing speaks against it
    public boolean run() throws InterruptedException {
        try {
            look(new ProxyCalls(settings.proxy(), settings.connecting(),
                    news -> say("api", Verdict.WARN, news, null)));
        } catch (StreamException e) {
            say("api", Verdict.FAIL, e.problem());
        }
        for (String step : STEPS) {
            if (findings.stream().noneMatch(f -> f.step().equals(step))) {
                say(step, Verdict.SKIPPED, "not looked at, because of what was found before", null);
            }
        }
        return findings.stream().noneMatch(f -> f.verdict().isBad());
    }

    private void look(ProxyCalls calls) throws InterruptedException {
        ProxyClient client = new DoctorReach(settings, calls, this).look();
        if (client != null) {
            List<String> addresses = new DoctorOffer(settings, client, calls, this).look();
            if (!addresses.isEmpty()) {
                DoctorInbox inbox = new DoctorInbox(settings.uri());
                try {
                    new DoctorDelivery(settings, client, addresses, inbox, patience, this)
                            .look(new PtpReceiver(listen, settings.connecting().security().listening()));
                } catch (StreamException e) {
                    say("receiver", Verdict.FAIL, e.problem());
                }
            }
        }
    }

    void say(String step, Verdict verdict, String evidence, @Nullable String next) {
        Finding finding = new Finding(step, verdict, evidence, next);
        findings.add(finding);
        teller.accept(finding);
    }

    void say(String step, Verdict verdict, Problem problem) {
        say(step, verdict, problem.what() + (problem.cause() == null ? "" : ": " + problem.cause()), problem.next());
    }

    void ok(String step, String evidence) {
        say(step, Verdict.OK, evidence, null);
    }
}
