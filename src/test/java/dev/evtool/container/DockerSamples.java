package dev.evtool.container;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Secrets;
import dev.evtool.stream.Security;
import dev.evtool.stream.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okio.Okio;

/// Recordings of real engines, and what tests need to read them.
final class DockerSamples {

    static final String DOCKER = "docker/events-api1.41.jsonl";
    static final String PODMAN_COMPAT = "podman/compat-events-api1.41.jsonl";
    static final String PODMAN_NATIVE = "podman/libpod-events-v4.0.0.jsonl";

    private DockerSamples() {}

    static byte[] bytes(String name) {
        try (InputStream in = DockerSamples.class.getResourceAsStream("/container/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
    }

    static DockerCodec codec() {
        return new DockerCodec(new ContainerEvents("docker:///run/docker.sock", EngineKind.DOCKER),
                new LabelMemory(100));
    }

    static DockerTaken read(byte[] stream) throws IOException, InterruptedException {
        return read(new ByteArrayInputStream(stream));
    }

    static DockerTaken read(String stream) throws IOException, InterruptedException {
        return read(stream.getBytes(StandardCharsets.UTF_8));
    }

    static DockerTaken read(InputStream in) throws IOException, InterruptedException {
        DockerTaken taken = new DockerTaken();
        new DockerStream(Okio.buffer(Okio.source(in)), codec(), taken).readAll(() -> false);
        return taken;
    }

    /// A small event of that action and with those attributes, as JSON members.
    static String event(String action, String id, String attributes) {
        return "{\"Type\":\"container\",\"Action\":\"" + action + "\",\"Actor\":{\"ID\":\"" + id
                + "\",\"Attributes\":{" + attributes + "}},\"time\":1795300747,\"timeNano\":1795300747005830828}";
    }

    static EngineSettings settings(EngineKind kind, EngineAddress address, TlsFiles files, Map<String, String> more) {
        String uri = kind.word() + "://" + address;
        return new EngineSettings(uri, kind, address, more,
                new Connecting(Duration.ofSeconds(2), false, new Security(files, null, TlsFiles.NONE), Secrets.NONE),
                false, false, EventSelection.ALL);
    }

    static EngineSettings settings(EngineKind kind, EngineAddress address) {
        return settings(kind, address, TlsFiles.NONE, Map.of());
    }
}
