package dev.evtool.notify;

import dev.evtool.event.Vocabulary;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceType;
import dev.evtool.stream.StreamException;
import java.util.Set;

/// Notifications of a broker: `amqp[s]://USER@HOST[:PORT][,HOST...]/VHOST[?exchange=nova&topic=T&password=env:NAME]`
/// ([BrokerUri], [TapUri]).
public final class NotifySourceType implements SourceType {

    private final NotifyVocabulary vocabulary = new NotifyVocabulary();

    @Override
    public Set<String> schemes() {
        return Set.copyOf(BrokerUri.SCHEMES);
    }

    @Override
    public String demoName() {
        return "notifications";
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Source open(String uri, Connecting connecting) throws StreamException.Usage {
        return source(TapUri.parse(uri, connecting, TapWish.USUAL));
    }

    /// The source of one broker.
    public static Source source(TapSettings settings) {
        return new NotifySource(settings);
    }

    @Override
    public Source demo(Connecting connecting) {
        return new DemoSource(connecting.keepsSecrets());
    }
}
