package dev.evtool.container;

import dev.evtool.event.Vocabulary;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceType;
import dev.evtool.stream.StreamException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Events of container engines: `docker://[/SOCKET | HOST:PORT]`, `podman://…`, `isulad://…`, `containerd://…`
/// ([EngineUri]).
public final class ContainerSourceType implements SourceType {

    private final ContainerVocabulary vocabulary = new ContainerVocabulary();

    @Override
    public Set<String> schemes() {
        return Arrays.stream(EngineKind.values()).map(EngineKind::word).collect(Collectors.toSet());
    }

    @Override
    public String demoName() {
        return "containers";
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Source open(String uri, Connecting connecting) throws StreamException.Usage {
        return source(EngineUri.parse(uri, connecting));
    }

    /// The source of one engine.
    public static Source source(EngineSettings settings) {
        return new EngineSource(settings);
    }

    @Override
    public Source demo(Connecting connecting) {
        return ContainerDemo.source();
    }
}
