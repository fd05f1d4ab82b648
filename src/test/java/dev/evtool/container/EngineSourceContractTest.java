package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/// The contract of sources at embedded engines of each kind.
class EngineSourceContractTest {

    abstract static class AtEngine extends SourceContractTest {

        @Override
        protected Source source(Peer peer) {
            return new EngineSource(((EnginePeer) peer).settings());
        }

        @Override
        protected boolean isPushed() {
            return false;
        }

        @Override
        protected int number(Event event) {
            return EnginePeer.number(event);
        }
    }

    @Nested
    class Docker extends AtEngine {
        @Override
        protected Peer startPeer() throws IOException {
            return new EnginePeer.OfDocker(EmbeddedKind.DOCKER);
        }

        @Override
        protected String threadName() {
            return "OkHttp 127.0.0.1";
        }
    }

    @Nested
    class Podman extends AtEngine {
        @Override
        protected Peer startPeer() throws IOException {
            return new EnginePeer.OfDocker(EmbeddedKind.PODMAN);
        }

        @Override
        protected String threadName() {
            return "OkHttp 127.0.0.1";
        }
    }

    @Nested
    class Isulad extends AtEngine {
        @Override
        protected Peer startPeer() throws IOException {
            return new EnginePeer.OfIsulad();
        }

        @Override
        protected String threadName() {
            return "evtool-grpc";
        }
    }
}
