package dev.evtool.container;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.Annotation;
import dev.evtool.container.wire.Event;
import dev.evtool.container.wire.EventsRequest;
import dev.evtool.container.wire.VersionResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// The habits of iSulad (`container-events.md`, 1.3): a memory of 64, the memory first and then live, calls ended by a
/// clock that ticks.
final class FakeIsulad implements AutoCloseable {

    private record Listener(Timestamp since, Timestamp until, ServerCallStreamObserver<byte[]> answers) {}

    final GrpcServer server = new GrpcServer();
    final List<byte[]> requests = new ArrayList<>();
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Thread clock = Thread.ofVirtual().name("test-clock").unstarted(this::tickOn);
    private boolean hasHole;

    FakeIsulad() {
        server.answer("containers.ContainerService/Version", (request, answers) -> {
            answers.onNext(VersionResponse.newBuilder().setVersion("2.1.6").build().toByteArray());
            answers.onCompleted();
        }).answer("containers.ContainerService/Events", this::events);
        clock.start();
    }

    /// Until the next event, whoever has seen the memory is not told what happens.
    synchronized void missNext() {
        hasHole = true;
    }

    synchronized void happens(byte[] message) {
        memory.addLast(message);
        if (memory.size() > 64) {
            memory.removeFirst();
        }
        if (!hasHole) {
            listeners.forEach(listener -> send(listener, message));
        }
        hasHole = false;
    }

    synchronized int listeners() {
        return listeners.size();
    }

    private synchronized void events(byte[] sent, ServerCallStreamObserver<byte[]> answers) {
        requests.add(sent);
        EventsRequest request;
        try {
            request = EventsRequest.parseFrom(sent);
        } catch (InvalidProtocolBufferException e) {
            answers.onError(Status.INTERNAL.asRuntimeException());
            return;
        }
        Timestamp since = request.getSince();
        Timestamp until = request.getUntil();
        if (request.hasSince() && request.hasUntil() && instant(since).isAfter(instant(until))) {
            answers.onError(Status.INTERNAL.withDescription("Failed to execute events callback").asRuntimeException());
            return;
        }
        Listener listener = new Listener(since, until, answers);
        for (byte[] message : memory) {
            if (until.getSeconds() > 0 && time(message).isAfter(instant(until))) {
                break;
            }
            send(listener, message);
        }
        listeners.add(listener);
    }

    private static void send(Listener listener, byte[] message) {
        if (!time(message).isBefore(instant(listener.since()))) {
            listener.answers().onNext(message);
        }
    }

    private void tickOn() {
        try {
            while (true) {
                Thread.sleep(100);
                tick();
            }
        } catch (InterruptedException closed) {
            // that is how it ends
        }
    }

    private synchronized void tick() {
        listeners.removeIf(listener -> {
            if (listener.answers().isCancelled()) {
                return true;
            }
            boolean isOver = listener.until().getSeconds() > 0 && instant(listener.until()).isBefore(Instant.now());
            if (isOver) {
                listener.answers().onCompleted();
            }
            return isOver;
        });
    }

    /// Ends all calls as iSulad does when something went wrong with them: well.
    synchronized void endAll() {
        listeners.forEach(listener -> listener.answers().onCompleted());
        listeners.clear();
    }

    static byte[] event(Instant time, String opt, String id, Map<String, String> annotations) {
        Event.Builder event = Event.newBuilder()
                .setTimestamp(Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setOpt(ByteString.copyFromUtf8(opt)).setId(ByteString.copyFromUtf8(id));
        annotations.forEach((key, value) -> event.addAnnotations(Annotation.newBuilder()
                .setKey(ByteString.copyFromUtf8(key)).setValue(ByteString.copyFromUtf8(value))));
        return event.build().toByteArray();
    }

    private static Instant time(byte[] message) {
        try {
            return instant(Event.parseFrom(message).getTimestamp());
        } catch (InvalidProtocolBufferException garbage) {
            return Instant.MAX;
        }
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    @Override
    public void close() {
        clock.interrupt();
        server.close();
    }
}
