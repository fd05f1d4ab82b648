package dev.evtool.container;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One call whose answers are read one after the other by a thread that may wait. What is read ahead is bounded: a
/// reader that is slow slows the sender.
final class GrpcStream extends ClientCall.Listener<byte[]> implements AutoCloseable {

    /// So many bytes may wait for the reader, and one message more.
    private static final int AHEAD = 1 << 20;
    /// What an empty message counts.
    private static final int LEAST = 64;

    private final ClientCall<byte[], byte[]> call;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int ahead;
    private boolean isPaused;
    private boolean isReady;
    private boolean isHungUp;
    private @Nullable Status end;

    private GrpcStream(ClientCall<byte[], byte[]> call) {
        this.call = call;
    }

    /// Makes the call, and does not wait for anything.
    static GrpcStream open(Channel channel, String method, CallOptions options, Metadata headers, byte[] request) {
        GrpcStream stream = new GrpcStream(channel.newCall(GrpcMethods.of(method), options));
        // gRPC notes the call's time limit in what it is given: the next call must not inherit it
        Metadata own = new Metadata();
        own.merge(headers);
        stream.call.start(stream, own);
        stream.call.request(1);
        stream.call.sendMessage(request);
        stream.call.halfClose();
        return stream;
    }

    /// Waits until the request is on its way.
    ///
    /// @return whether it is; else nobody has taken it in time
    synchronized boolean awaitReady(long nanos) throws InterruptedException, StatusException {
        long deadline = System.nanoTime() + nanos;
        while (!isReady && end == null) {
            if (!await(deadline)) {
                return false;
            }
        }
        if (waiting.isEmpty()) {
            throwFailure();
        }
        return true;
    }

    /// The next message; `null` where there is none in time, or none any more ([#isOver]).
    ///
    /// @throws StatusException if the call failed, after all messages before that
    synchronized byte @Nullable [] next(long nanos) throws InterruptedException, StatusException {
        long deadline = System.nanoTime() + nanos;
        while (waiting.isEmpty()) {
            if (isHungUp || end != null) {
                throwFailure();
                return null;
            }
            if (!await(deadline)) {
                return null;
            }
        }
        byte[] message = waiting.removeFirst();
        ahead -= Math.max(message.length, LEAST);
        if (isPaused && ahead < AHEAD) {
            isPaused = false;
            call.request(1);
        }
        return message;
    }

    /// Whether there is nothing to come.
    synchronized boolean isOver() {
        return waiting.isEmpty() && (isHungUp || end != null);
    }

    /// Ends the call as if the peer had, from any thread.
    void hangUp() {
        synchronized (this) {
            isHungUp = true;
            waiting.clear();
            notifyAll();
        }
        call.cancel("hung up", null);
    }

    @Override
    public void close() {
        hangUp();
    }

    @SuppressWarnings("WaitNotInLoop") // those who call it have the loop
    private boolean await(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        wait(left / 1_000_000, (int) (left % 1_000_000));
        return true;
    }

    private void throwFailure() throws StatusException {
        if (!isHungUp && end != null && !end.isOk()) {
            throw end.asException();
        }
    }

    // ---- called by gRPC, on the thread of the connection

    @Override
    public synchronized void onReady() {
        isReady = true;
        notifyAll();
    }

    @Override
    public synchronized void onMessage(byte[] message) {
        if (isHungUp) {
            return;
        }
        waiting.addLast(message);
        ahead += Math.max(message.length, LEAST);
        if (ahead < AHEAD) {
            call.request(1);
        } else {
            isPaused = true;
        }
        notifyAll();
    }

    @Override
    public synchronized void onClose(Status status, Metadata trailers) {
        end = status;
        notifyAll();
    }
}
