package dev.evtool.container;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.EventsRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `Events` of an embedded iSulad, with the habits of the real one (`container-events.md`, 1.3): it replays what it
/// remembers to everybody, lets `since` pass what is equal, and looks once a second whether `until` is over.
final class EmbeddedIsuladCalls {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TURN = Duration.ofMillis(50);

    private final EventRing<byte[]> events;
    private final Supplier<List<EmbeddedContainer>> containers;

    EmbeddedIsuladCalls(EventRing<byte[]> events, Supplier<List<EmbeddedContainer>> containers) {
        this.events = events;
        this.containers = containers;
    }

    private record Asked(@Nullable Instant since, @Nullable Instant until, String id) {

        boolean wants(byte[] message) {
            dev.evtool.container.wire.Event event = read(message);
            if (event == null) {
                return true;
            }
            return (since == null || !time(event.getTimestamp()).isBefore(since))
                    && (id.isEmpty() || event.getId().toStringUtf8().equals(id));
        }

        boolean isLate(byte[] message) {
            dev.evtool.container.wire.Event event = read(message);
            return event != null && until != null && time(event.getTimestamp()).isAfter(until);
        }

        private static dev.evtool.container.wire.@Nullable Event read(byte[] message) {
            try {
                return dev.evtool.container.wire.Event.parseFrom(message);
            } catch (InvalidProtocolBufferException noEvent) {
                return null;
            }
        }
    }

    /// Answers on the thread of the call, until that is over.
    void answer(byte[] request, StreamObserver<byte[]> answer) {
        ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) answer;
        Asked asked = asked(request);
        if (asked == null) {
            call.onError(Status.INTERNAL.withDescription("Failed to execute events callback").asRuntimeException());
            return;
        }
        EventRing.Listening<byte[]> listening = events.listen();
        call.setOnCancelHandler(listening::close);
        Thread.ofVirtual().name("embedded-isulad-events").start(() -> {
            try (listening) {
                tell(listening, asked, call);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void tell(EventRing.Listening<byte[]> listening, Asked asked, ServerCallStreamObserver<byte[]> call)
            throws InterruptedException {
        for (byte[] message : listening.past()) {
            if (asked.isLate(message)) {
                break;
            }
            send(message, asked, call);
        }
        long tick = System.nanoTime() + TICK.toNanos();
        while (!call.isCancelled() && !listening.coming().isOver()) {
            byte[] message = listening.next(tick);
            if (message != null) {
                send(message, asked, call);
            }
            if (System.nanoTime() - tick >= 0) {
                if (asked.until() != null && asked.until().isBefore(Instant.now())) {
                    call.onCompleted();
                    return;
                }
                tick = System.nanoTime() + TICK.toNanos();
            }
        }
    }

    /// Waits for who reads slowly, so that what waits for him stays in a queue that has an end.
    private static void send(byte[] message, Asked asked, ServerCallStreamObserver<byte[]> call)
            throws InterruptedException {
        if (!asked.wants(message)) {
            return;
        }
        while (!call.isReady() && !call.isCancelled()) {
            Thread.sleep(TURN);
        }
        if (!call.isCancelled()) {
            call.onNext(message);
        }
    }

    /// `null` for what iSulad refuses.
    private @Nullable Asked asked(byte[] bytes) {
        try {
            EventsRequest request = EventsRequest.parseFrom(bytes);
            Instant since = request.hasSince() ? time(request.getSince()) : null;
            Instant until = request.hasUntil() ? time(request.getUntil()) : null;
            if (since != null && until != null && since.isAfter(until)) {
                return null;
            }
            return request.getId().isEmpty() ? new Asked(since, until, "") : known(request.getId(), since, until);
        } catch (InvalidProtocolBufferException | DateTimeException e) {
            return null;
        }
    }

    private @Nullable Asked known(String wanted, @Nullable Instant since, @Nullable Instant until) {
        List<EmbeddedContainer> all = containers.get();
        Predicate<EmbeddedContainer> exact = container -> container.id().equals(wanted)
                || container.name().equals(wanted);
        List<EmbeddedContainer> found = all.stream().anyMatch(exact) ? all.stream().filter(exact).toList()
                : all.stream().filter(container -> container.id().startsWith(wanted)).toList();
        return found.size() == 1 ? new Asked(since, until, found.getFirst().id()) : null;
    }

    private static Instant time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
