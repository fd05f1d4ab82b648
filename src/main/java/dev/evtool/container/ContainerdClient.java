package dev.evtool.container;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.evtool.container.wire.ContainerdProto;
import dev.evtool.event.Event;
import dev.evtool.stream.StreamException;
import io.grpc.Metadata;
import io.grpc.StatusException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// containerd's gRPC services (`container-events.md`, section 4). It remembers nothing, and its events name containers
/// by their ids only: what name and image those have is looked up once when a follow begins, and learnt from events.
final class ContainerdClient implements EngineClient {

    private static final String SERVICES = "containerd.services.";

    private final GrpcConnection connection;
    private final ContainerdNamespaces namespaces;
    private final ContainerdCodec codec;
    private final ContainerdNames names = new ContainerdNames();
    private volatile @Nullable GrpcStream following;
    private volatile boolean isHungUp;

    /// @throws StreamException if certificates cannot be used
    ContainerdClient(EngineSettings settings) throws StreamException {
        this(settings, news -> {});
    }

    /// @param news is told what a person should know of certificates; it must not wait
    /// @throws StreamException if these cannot be used
    ContainerdClient(EngineSettings settings, Consumer<String> news) throws StreamException {
        this.connection = new GrpcConnection(settings, news);
        this.namespaces = ContainerdNamespaces.of(settings);
        this.codec = new ContainerdCodec(new ContainerEvents(settings.uri(), EngineKind.CONTAINERD));
    }

    @Override
    public EngineInfo hello() throws EngineException, InterruptedException {
        Instant before = Instant.now();
        try {
            ContainerdProto.ContainerdVersion version = ContainerdProto.ContainerdVersion
                    .parseFrom(ask("version.v1.Version/Version", ""));
            if (version.getVersion().isEmpty()) {
                throw connection.stranger("it has no version");
            }
            return new EngineInfo("containerd " + version.getVersion(), "", before, EngineKind.CONTAINERD.memory());
        } catch (InvalidProtocolBufferException e) {
            throw connection.stranger("its version is " + e.getMessage());
        }
    }

    @Override
    public void recall(Instant since, Taker taker) {
        throw new UnsupportedOperationException("containerd remembers nothing");
    }

    /// Nobody ends it at `until` but we.
    @Override
    public void follow(@Nullable Instant since, @Nullable Instant until, Taker taker)
            throws EngineException, InterruptedException {
        isHungUp = false;
        byte[] request = ContainerdProto.SubscribeRequest.newBuilder().addAllFilters(namespaces.filters()).build()
                .toByteArray();
        try (GrpcStream stream = connection.open(SERVICES + "events.v1.Events/Subscribe", request, new Metadata())) {
            following = stream;
            if (isHungUp) {
                return;
            }
            taker.subscribed();
            names.learn(knownContainers());
            while (!stream.isOver()) {
                long left = until == null ? Long.MAX_VALUE / 2 : nanosUntil(until);
                byte[] message = stream.next(Math.max(0, left));
                if (message != null) {
                    tell(message, until, taker);
                } else if (left <= 0) {
                    return;
                }
            }
            stream.next(0); // says so if it did not end well
        } catch (StatusException e) {
            throw connection.failed(e);
        } finally {
            following = null;
        }
    }

    private static long nanosUntil(Instant until) {
        Duration left = Duration.between(Instant.now(), until);
        return left.compareTo(Duration.ofDays(365)) > 0 ? Duration.ofDays(365).toNanos() : left.toNanos();
    }

    private void tell(byte[] message, @Nullable Instant until, Taker taker) throws InterruptedException {
        Event event;
        try {
            event = codec.decode(message, Instant.now());
        } catch (EngineFormatException e) {
            taker.malformed(e.what(), message);
            return;
        }
        if (until == null || !event.when().isAfter(until)) {
            taker.event(names.named(event));
        }
    }

    /// None where it does not say: events come without names then, which is no reason not to show them.
    private List<ContainerNow> knownContainers() throws InterruptedException {
        try {
            return containers(each -> true);
        } catch (EngineException withoutNames) {
            return List.of();
        }
    }

    @Override
    public List<ContainerNow> containers(Predicate<ContainerNow> wanted)
            throws EngineException, InterruptedException {
        try {
            List<ContainerNow> all = new ArrayList<>();
            for (String namespace : namespaces.of(this::listNamespaces)) {
                all.addAll(ContainerdContainers.now(namespace,
                        ContainerdProto.ContainerList.parseFrom(ask("containers.v1.Containers/List", namespace)),
                        ContainerdProto.TaskList.parseFrom(ask("tasks.v1.Tasks/List", namespace))));
            }
            return all.stream().filter(wanted).toList();
        } catch (InvalidProtocolBufferException e) {
            throw connection.stranger("its list of containers is " + e.getMessage());
        }
    }

    private List<String> listNamespaces() throws EngineException, InterruptedException {
        try {
            return ContainerdProto.NamespaceList.parseFrom(ask("namespaces.v1.Namespaces/List", "")).getNamespacesList()
                    .stream().map(ContainerdProto.NamespaceList.Item::getName).toList();
        } catch (InvalidProtocolBufferException e) {
            throw connection.stranger("its list of namespaces is " + e.getMessage());
        }
    }

    private byte[] ask(String method, String namespace) throws EngineException, InterruptedException {
        Metadata headers = new Metadata();
        if (!namespace.isEmpty()) {
            headers.put(Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER), namespace);
        }
        return connection.ask(SERVICES + method, new byte[0], headers);
    }

    @Override
    public void hangUp() {
        isHungUp = true;
        GrpcStream stream = following;
        if (stream != null) {
            stream.hangUp();
        }
    }

    @Override
    public void close() {
        hangUp();
        connection.close();
    }
}
