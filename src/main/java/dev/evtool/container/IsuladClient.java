package dev.evtool.container;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.evtool.container.wire.ListRequest;
import dev.evtool.container.wire.ListResponse;
import dev.evtool.container.wire.VersionResponse;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import io.grpc.Metadata;
import io.grpc.StatusException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// iSulad's gRPC service (`container-events.md`, section 1).
///
/// Two habits of the daemon are made good here. Between its replay and the moment from which it tells what happens, an
/// event can be lost: about a second after a follow began its memory is looked at once more, and what did not come by
/// itself is told then, a little late. And events later than `until`, which leak for a second, are left out.
final class IsuladClient implements EngineClient {

    static final String SERVICE = "containers.ContainerService/";

    /// It ends a call whose time is over within a second, by its own clock.
    private static final long RECALL_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();
    private static final long SLICE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LONG = Duration.ofHours(1).toNanos();
    /// Far more than it remembers.
    private static final int MOST_RECALLED = 4096;

    private final EngineSettings settings;
    private final GrpcConnection connection;
    private final Metadata headers;
    private final IsuladCodec codec;
    private volatile @Nullable GrpcStream following;
    private volatile boolean isHungUp;

    /// @throws StreamException if certificates cannot be used
    IsuladClient(EngineSettings settings) throws StreamException {
        this(settings, news -> {});
    }

    /// @param news is told what a person should know of certificates; it must not wait
    /// @throws StreamException if these cannot be used
    IsuladClient(EngineSettings settings, Consumer<String> news) throws StreamException {
        this.settings = settings;
        this.connection = new GrpcConnection(settings, news);
        this.headers = IsuladUser.headers(settings);
        this.codec = new IsuladCodec(new ContainerEvents(settings.uri(), EngineKind.ISULAD));
    }

    @Override
    public EngineInfo hello() throws EngineException, InterruptedException {
        Instant before = Instant.now();
        try {
            VersionResponse version = VersionResponse
                    .parseFrom(connection.ask(SERVICE + "Version", new byte[0], headers));
            check(version.getCc(), version.getErrmsg());
            if (version.getVersion().isEmpty()) {
                throw connection.stranger("it has no version");
            }
            return new EngineInfo("iSulad " + version.getVersion(), "", before, EngineKind.ISULAD.memory());
        } catch (InvalidProtocolBufferException e) {
            throw connection.stranger("its version is " + e.getMessage());
        }
    }

    @Override
    public List<ContainerNow> containers(Predicate<ContainerNow> wanted)
            throws EngineException, InterruptedException {
        try {
            ListResponse list = ListResponse.parseFrom(connection.ask(SERVICE + "List",
                    ListRequest.newBuilder().setAll(true).build().toByteArray(), headers));
            check(list.getCc(), list.getErrmsg());
            return list.getContainersList().stream().map(IsuladContainers::now).filter(wanted).toList();
        } catch (InvalidProtocolBufferException e) {
            throw connection.stranger("its list of containers is " + e.getMessage());
        }
    }

    private void check(int code, String message) throws EngineException {
        if (code != 0) {
            throw new EngineException(new Problem(
                    settings.uri() + ": iSulad answers with an error: "
                            + (message.isEmpty() ? "code " + Integer.toUnsignedString(code) : message),
                    null, "its log says more: journalctl -u isulad"), null);
        }
    }

    /// Over a port its clock may be another one, so that no end can be named: there, its memory has been told when
    /// nothing comes any more.
    @Override
    public void recall(Instant since, Taker taker) throws EngineException, InterruptedException {
        boolean sameClock = settings.address() instanceof EngineAddress.Socket;
        try (GrpcStream stream = open(since, sameClock ? Instant.now() : null)) {
            IsuladTelling telling = new IsuladTelling(codec, null, taker);
            long waited = 0;
            for (int count = 0; count < MOST_RECALLED && waited < RECALL_NANOS; count++) {
                long from = System.nanoTime();
                byte[] message = stream.next(sameClock ? RECALL_NANOS - waited : QUIET_NANOS);
                waited += System.nanoTime() - from;
                if (message == null) {
                    return;
                }
                telling.tell(message);
            }
        } catch (StatusException e) {
            throw connection.failed(e);
        }
    }

    @Override
    public void follow(@Nullable Instant since, @Nullable Instant until, Taker taker)
            throws EngineException, InterruptedException {
        isHungUp = false;
        IsuladTelling telling = new IsuladTelling(codec, until, taker);
        try (GrpcStream stream = open(since, until)) {
            following = stream;
            if (isHungUp) {
                return;
            }
            taker.subscribed();
            long lookAgain = System.nanoTime() + LOOK_AGAIN_NANOS;
            while (!stream.isOver() && lookAgain - System.nanoTime() > 0) {
                tellNext(stream, lookAgain - System.nanoTime(), telling);
            }
            if (!isHungUp) {
                lookAgain(since, until, stream, telling);
            }
            while (!stream.isOver()) {
                if (!tellNext(stream, 0, telling)) {
                    telling.tellHeld();
                    tellNext(stream, LONG, telling);
                }
            }
            telling.tellHeld();
            stream.next(0); // says so if it did not end well
        } catch (StatusException e) {
            throw connection.failed(e);
        } finally {
            following = null;
        }
    }

    private void lookAgain(@Nullable Instant since, @Nullable Instant until, GrpcStream live, IsuladTelling telling)
            throws EngineException, InterruptedException, StatusException {
        try (GrpcStream memory = open(since, until)) {
            long end = System.nanoTime() + LOOK_NANOS;
            while (!memory.isOver() && !isHungUp && end - System.nanoTime() > 0) {
                byte[] remembered = memory.next(SLICE_NANOS);
                if (remembered != null) {
                    telling.hold(remembered);
                }
                boolean more = true;
                while (more && end - System.nanoTime() > 0) {
                    more = tellNext(live, 0, telling);
                }
            }
        }
    }

    private static boolean tellNext(GrpcStream stream, long nanos, IsuladTelling telling)
            throws InterruptedException, StatusException {
        byte[] message = stream.next(nanos);
        if (message != null) {
            telling.tell(message);
        }
        return message != null;
    }

    private GrpcStream open(@Nullable Instant since, @Nullable Instant until)
            throws EngineException, InterruptedException {
        return connection.open(SERVICE + "Events", IsuladCodec.request(since, until), headers);
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
