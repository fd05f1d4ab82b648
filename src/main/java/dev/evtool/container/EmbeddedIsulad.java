package dev.evtool.container;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.Annotation;
import dev.evtool.container.wire.Container;
import dev.evtool.container.wire.ContainerStatus;
import dev.evtool.container.wire.ListResponse;
import dev.evtool.container.wire.VersionResponse;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An embedded iSulad, as far as events and the list of containers go (`container-events.md`, 1). What happens is given
/// to it. It listens on a port until it is closed, and may be used by many threads.
final class EmbeddedIsulad implements AutoCloseable {

    /// It remembers so many.
    static final int REMEMBERS = 64;

    private static final String SERVICE = "containers.ContainerService";
    /// Longer ids are cut there, if need be within a character.
    private static final int MOST_OF_ID = 64;
    private static final int CLOSE_SECONDS = 5;

    private final EventRing<byte[]> events = new EventRing<>(REMEMBERS);
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1,
            new DefaultThreadFactory("embedded-isulad", true), NioIoHandler.newFactory());
    private final ExecutorService calls = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("embedded-isulad-call-", 0).factory());
    private final Server server;

    private EmbeddedIsulad(InetSocketAddress bind, Supplier<List<EmbeddedContainer>> containers) throws IOException {
        EmbeddedIsuladCalls eventCalls = new EmbeddedIsuladCalls(events, containers);
        this.server = NettyServerBuilder.forAddress(bind).bossEventLoopGroup(loop).workerEventLoopGroup(loop)
                .channelType(NioServerSocketChannel.class).executor(calls).maxInboundMessageSize(1 << 16)
                .maxConcurrentCallsPerConnection(64)
                .addService(ServerServiceDefinition.builder(SERVICE)
                        .addMethod(method("Events", MethodDescriptor.MethodType.SERVER_STREAMING),
                                ServerCalls.asyncServerStreamingCall(eventCalls::answer))
                        .addMethod(method("Version", MethodDescriptor.MethodType.UNARY),
                                ServerCalls.asyncUnaryCall((request, answer) -> {
                                    answer.onNext(version());
                                    answer.onCompleted();
                                }))
                        .addMethod(method("List", MethodDescriptor.MethodType.UNARY),
                                ServerCalls.asyncUnaryCall((request, answer) -> {
                                    answer.onNext(list(containers.get()));
                                    answer.onCompleted();
                                }))
                        .build())
                .build();
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// Starts an engine.
    ///
    /// @param bind where to listen; port 0 takes a free one
    /// @param containers what there is, whenever somebody asks
    /// @throws IOException if it cannot listen there
    static EmbeddedIsulad start(InetSocketAddress bind, Supplier<List<EmbeddedContainer>> containers)
            throws IOException {
        return new EmbeddedIsulad(bind, containers);
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(EmbeddedBytes.MARSHALLER, EmbeddedBytes.MARSHALLER)
                .setFullMethodName(SERVICE + "/" + name).setType(type).build();
    }

    int port() {
        return server.getPort();
    }

    /// Something happens: it is remembered, and told to who listens.
    void publish(EmbeddedEvent event) throws InterruptedException {
        events.tell(message(event).toByteArray());
    }

    /// Tells those who listen something that need not be an event.
    void say(byte[] message) throws InterruptedException {
        events.tellOnce(message);
    }

    /// How many listen.
    int listeners() {
        return events.listeners();
    }

    private static dev.evtool.container.wire.Event message(EmbeddedEvent event) {
        ByteString id = ByteString.copyFromUtf8(event.id());
        Instant time = event.time();
        dev.evtool.container.wire.Event.Builder message = dev.evtool.container.wire.Event.newBuilder()
                .setTimestamp(Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setOpt(ByteString.copyFromUtf8(event.type() + " " + event.action()))
                .setId(id.size() > MOST_OF_ID ? id.substring(0, MOST_OF_ID) : id);
        event.attributes().forEach((name, value) -> {
            // an exit code of 0 is not told
            if (!name.equals("exitCode") || !value.equals("0")) {
                message.addAnnotations(Annotation.newBuilder().setKey(ByteString.copyFromUtf8(name))
                        .setValue(ByteString.copyFromUtf8(value)));
            }
        });
        return message.build();
    }

    private static byte[] version() {
        return VersionResponse.newBuilder().setVersion("2.1.6").setRootPath("/var/lib/isulad").build().toByteArray();
    }

    private static byte[] list(List<EmbeddedContainer> containers) {
        ListResponse.Builder list = ListResponse.newBuilder();
        for (EmbeddedContainer container : containers) {
            list.addContainers(Container.newBuilder().setId(container.id())
                    .setName(ByteString.copyFromUtf8(container.name()))
                    .setImage(ByteString.copyFromUtf8(container.image())).setStatus(status(container.state()))
                    .setPid(container.isRunning() ? container.pid() : 0).setExitCode(container.exitCode())
                    .setRestartcount(container.restarts()).setStartat(time(container.started()))
                    .setFinishat(time(container.finished())).setHealthState(container.health())
                    .setCreated(ChronoUnit.NANOS.between(Instant.EPOCH, container.created())));
        }
        return list.build().toByteArray();
    }

    private static ContainerStatus status(String state) {
        return switch (state) {
            case "created" -> ContainerStatus.CREATED;
            case "running" -> ContainerStatus.RUNNING;
            case "paused" -> ContainerStatus.PAUSED;
            case "restarting" -> ContainerStatus.RESTARTING;
            default -> ContainerStatus.STOPPED;
        };
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "-" : time.toString();
    }

    /// Ends at once, as a crash would: calls are cut, what was remembered is gone.
    @Override
    public void close() {
        server.shutdownNow();
        calls.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            calls.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
