package dev.evtool.notify;

import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;

/// Messages of one broker, as a queue gets them.
final class NotifySource implements Source {

    private final TapSettings settings;

    NotifySource(TapSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return settings.broker().name();
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        NotifyIntake intake = new NotifyIntake(settings, sink);
        new NotifySession(settings, subscription, intake).run();
    }
}
