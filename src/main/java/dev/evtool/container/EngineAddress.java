package dev.evtool.container;

import java.nio.file.Path;

/// Where an engine listens.
public sealed interface EngineAddress {

    /// A unix socket.
    record Socket(Path path) implements EngineAddress {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A port, with or without TLS.
    record Tcp(String host, int port, boolean tls) implements EngineAddress {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
