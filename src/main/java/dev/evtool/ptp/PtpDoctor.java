package dev.evtool.ptp;

import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Finding.Verdict;
import dev.evtool.stream.StreamException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Walks the whole way by which events of one proxy come to us, and says of each step what it found: the name, the port,
/// the API, the clock, what is published, who else listens, and then the way back, by subscribing as a consumer does.
/// It leaves nothing behind.
public final class PtpDoctor {

    /// The steps, in the order of the way.
    public static final List<String> STEPS = List.of("name", "port", "api", "health", "clock", "publishers", "node",
            "consumers", "receiver", "reach", "limit", "subscribe", "event", "kept", "state", "cleanup");

    /// How long to wait for an event where subscribing brings none (v1), if the user does not say.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Of proxies (`ptp.md`, section 1).
    private static final List<Integer> USUAL_PORTS = List.of(9043, 8089, 9085);

    private final PtpSettings settings;
    private final InetSocketAddress listen;
    private final @Nullable Duration wait;
    private final List<Integer> usualPorts;
    private final Diagnosis diagnosis;

    /// @param wait how long to wait for a change; `null` for a short while, and only where subscribing itself brings no
    ///        event
    /// @param teller told of each finding at once
    public PtpDoctor(PtpSettings settings, InetSocketAddress listen, @Nullable Duration wait,
            Consumer<Finding> teller) {
        this(settings, listen, wait, teller, USUAL_PORTS);
    }

    PtpDoctor(PtpSettings settings, InetSocketAddress listen, @Nullable Duration wait, Consumer<Finding> teller,
            List<Integer> usualPorts) {
        this.settings = settings;
        this.listen = listen;
        this.wait = wait;
        this.usualPorts = usualPorts;
        this.diagnosis = new Diagnosis(STEPS, teller);
    }

    /// What the findings are about, such as `http://node1:9043`.
    public String proxy() {
        return new DoctorAdvice(settings).proxy();
    }

    /// Looks at everything; a step whose ground is missing is skipped.
    ///
    /// @return whether events can arrive: it was seen, and nothing speaks against it
    public boolean run() throws InterruptedException {
        List<String> news = new CopyOnWriteArrayList<>();
        try {
            look(new ProxyCalls(settings.proxy(), settings.connecting(), news::add), news);
        } catch (StreamException e) {
            diagnosis.say("api", Verdict.FAIL, e.problem());
        }
        tell(news);
        diagnosis.skipRest();
        return diagnosis.isWell();
    }

    /// What is to be known of certificates and tokens has its place where the proxy is first spoken to.
    private void tell(List<String> news) {
        news.forEach(text -> diagnosis.say("api", Verdict.WARN, text, null));
        news.clear();
    }

    private void look(ProxyCalls calls, List<String> news) throws InterruptedException {
        if (!new DoctorReach(settings, calls, diagnosis, usualPorts).look()) {
            return;
        }
        tell(news);
        ProxyClient client = new DoctorApi(settings, calls, diagnosis).look();
        if (client == null) {
            return;
        }
        List<String> addresses = new DoctorOffer(settings, client, calls, diagnosis).look();
        if (!addresses.isEmpty()) {
            try {
                new DoctorDelivery(settings, client, calls, addresses, wait, diagnosis)
                        .look(new PtpReceiver(listen, settings.connecting().security().listening()));
            } catch (StreamException e) {
                diagnosis.say("receiver", Verdict.FAIL, e.problem());
            }
        }
    }

    /// How long to wait for an event where none comes with the subscription.
    static Duration patience(@Nullable Duration wait) {
        return wait == null ? PATIENCE : wait;
    }
}
