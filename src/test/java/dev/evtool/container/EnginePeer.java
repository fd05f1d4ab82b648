package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An embedded engine for the contract of sources.
abstract class EnginePeer implements SourceContractTest.Peer {

    /// The event of a number is about a container that is called after it.
    @Override
    public void emit(int number) throws Exception {
        publish(new EmbeddedEvent(Instant.now(), "container", "start", "c".repeat(64),
                new TreeMap<>(Map.of("name", "n-" + number, "image", "test", "podId", "", "containerExitCode", "0"))));
    }

    abstract void publish(EmbeddedEvent event) throws InterruptedException;

    abstract EngineSettings settings();

    static int number(Event event) {
        String name = ContainerVocabulary.text(event.facts().rows().getFirst(), "name");
        return name.startsWith("n-") ? Integer.parseInt(name.substring(2)) : 0;
    }

    /// A Docker or a Podman.
    static final class OfDocker extends EnginePeer {

        private final EmbeddedKind kind;
        private EmbeddedDocker engine;

        OfDocker(EmbeddedKind kind) throws IOException {
            this.kind = kind;
            this.engine = EmbeddedDocker.start(EmbeddedDockerTest.FREE, kind, List::of);
        }

        @Override
        void publish(EmbeddedEvent event) throws InterruptedException {
            engine.publish(event);
        }

        @Override
        EngineSettings settings() {
            return DemoEngines.settings(kind.engine(), "127.0.0.1", engine.port());
        }

        @Override
        public void emitMalformed() throws InterruptedException {
            engine.say("{\"Type\":\"container\",nonsense}\n".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void kill() {
            address = engine.socketAddress();
            engine.close();
        }

        private SocketAddress address = EmbeddedDockerTest.FREE;

        @Override
        public void restart() throws IOException {
            engine = EmbeddedDocker.start(address, kind, List::of);
        }

        @Override
        public int held() {
            return engine.listeners();
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    /// An iSulad.
    static final class OfIsulad extends EnginePeer {

        private EmbeddedIsulad engine;
        private int port;

        OfIsulad() throws IOException {
            this.engine = EmbeddedIsulad.start(EmbeddedDockerTest.FREE, List::of);
            this.port = engine.port();
        }

        @Override
        void publish(EmbeddedEvent event) throws InterruptedException {
            engine.publish(event);
        }

        @Override
        EngineSettings settings() {
            return DemoEngines.settings(EngineKind.ISULAD, "127.0.0.1", port);
        }

        @Override
        public void emitMalformed() throws InterruptedException {
            engine.say(new byte[] {(byte) 0x0a, (byte) 0x7f, 1, 2});
        }

        @Override
        public void kill() {
            port = engine.port();
            engine.close();
        }

        @Override
        public void restart() throws IOException {
            engine = EmbeddedIsulad.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), List::of);
        }

        @Override
        public int held() {
            return engine.listeners();
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
