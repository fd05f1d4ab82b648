package dev.evtool.container;

import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Instant;

/// Events of one engine: what it remembers, if that is wanted, and then what happens.
final class EngineSource implements Source {

    private final EngineSettings settings;

    EngineSource(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return settings.uri();
    }

    @Override
    public boolean hasPast(Subscription subscription) {
        return wantsPast(subscription) && !settings.kind().memory().isNone();
    }

    /// An end that is over already can only mean the past.
    private boolean wantsPast(Subscription subscription) {
        return settings.history() || subscription.since() != null
                || (subscription.until() != null && !subscription.until().isAfter(Instant.now()));
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        EngineIntake intake = new EngineIntake(settings, subscription, sink);
        try (EngineClient client = EngineClients.open(settings, intake::news)) {
            new EngineSession(settings, client, subscription, intake).run(wantsPast(subscription));
        }
    }
}
