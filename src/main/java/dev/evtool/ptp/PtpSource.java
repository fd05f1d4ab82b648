package dev.evtool.ptp;

import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.time.Instant;

/// Events of one cloud-event-proxy, in whatever version of the API it speaks. The events themselves come in by the
/// [PtpReceiver], unless the settings want them asked for.
final class PtpSource implements Source {

    /// How often to do what keeps a source alive.
    ///
    /// @param health to ask whether the proxy is there
    /// @param verify to check that the subscriptions are still there
    /// @param fallbackPoll to ask for states that the proxy will not push to us
    record Intervals(Duration health, Duration verify, Duration fallbackPoll) {

        /// Subscriptions as often as upstream's sample consumer checks them (section 3.2).
        static final Intervals USUAL = new Intervals(Duration.ofSeconds(5), Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    private final String name;
    private final PtpSettings settings;
    private final PtpReceiver receiver;
    private final Intervals intervals;

    PtpSource(PtpSettings settings, PtpReceiver receiver) {
        this(settings.uri(), settings, receiver, Intervals.USUAL);
    }

    /// With another name than the proxy's URI, and intervals of a test's choice.
    PtpSource(String name, PtpSettings settings, PtpReceiver receiver, Intervals intervals) {
        this.name = name;
        this.settings = settings;
        this.receiver = receiver;
        this.intervals = intervals;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        PtpInbound inbound = new PtpInbound(name(), sink);
        if (subscription.since() != null && subscription.since().isBefore(Instant.now())) {
            inbound.gap(subscription.since(), "a proxy keeps no history: nothing before now can be had");
        }
        ProxyCalls calls = new ProxyCalls(settings.proxy(), settings.connecting(), inbound::news);
        inbound.report();
        if (settings.poll() != null) {
            PollSession session = new PollSession(settings, settings.poll(), inbound);
            new ProxyWatch(calls, settings, session, inbound, subscription.until()).run();
            return;
        }
        try (PtpReceiver.Endpoint endpoint = receiver.open(inbound)) {
            inbound.report();
            PushSession session = new PushSession(settings, intervals, Advertised.url(settings, endpoint), inbound);
            new ProxyWatch(calls, settings, session, inbound, subscription.until()).run();
        }
    }
}
