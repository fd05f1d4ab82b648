package dev.evtool.container;

import dev.evtool.event.Notice;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// One engine of the demo.
///
/// @param wishes what is wanted of it
record DemoEngineSource(EngineKind kind, SharedDemo demo, UnaryOperator<EngineSettings> wishes) implements Source {

    @Override
    public String name() {
        return nowhere().name();
    }

    @Override
    public boolean hasPast(Subscription subscription) {
        return nowhere().hasPast(subscription);
    }

    /// The same before anybody knows where it listens.
    private EngineSource nowhere() {
        return new EngineSource(wishes.apply(DemoEngines.settings(kind, "localhost", 0)));
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        try (SharedDemo.Share share = demo.take()) {
            sink.put(new Notice(name(), Instant.now(), Notice.Kind.CONNECTED, share.engines().invitation(kind)));
            new EngineSource(wishes.apply(share.engines().engine(kind))).run(subscription, sink);
        }
    }
}
