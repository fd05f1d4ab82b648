package dev.evtool.container;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Secrets;
import dev.evtool.stream.Security;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// What tests of clients that speak gRPC share.
final class GrpcFixture {

    private GrpcFixture() {}

    /// Something that a test does on a thread of its own.
    interface Work {
        void run() throws Exception;
    }

    /// A thread and how its work ended.
    record Working(Thread thread, CompletableFuture<Void> end) {

        static Working start(Work work) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            AtomicReference<Thread> thread = new AtomicReference<>();
            thread.set(Thread.ofVirtual().start(() -> {
                try {
                    work.run();
                    end.complete(null);
                } catch (Throwable e) {
                    end.completeExceptionally(e);
                }
            }));
            return new Working(thread.get(), end);
        }
    }

    static EngineSettings socket(EngineKind kind, Path socket) {
        return settings(kind, new EngineAddress.Socket(socket), kind.word() + "://" + socket, TlsFiles.NONE, Map.of());
    }

    static EngineSettings settings(EngineKind kind, EngineAddress address, String uri, TlsFiles tls,
            Map<String, String> parameters) {
        Connecting connecting = new Connecting(Duration.ofSeconds(5), false,
                new Security(tls, null, TlsFiles.NONE), Secrets.NONE);
        return new EngineSettings(uri, kind, address, parameters, connecting, false, false, EventSelection.ALL);
    }
}
