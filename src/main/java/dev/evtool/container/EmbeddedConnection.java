package dev.evtool.container;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to an embedded engine: a request after the other, until one is answered without end.
final class EmbeddedConnection implements AutoCloseable {

    private static final int MAX_HEAD = 16 << 10;
    /// For a head to come, and for an answer to be taken that has an end.
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(90);

    private final SocketChannel channel;
    private final InputStream in;
    private volatile long deadline = System.nanoTime() + LIMIT.toNanos();
    private volatile boolean endless;

    EmbeddedConnection(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
    }

    void serve(EmbeddedHttp.Api api) {
        try (this) {
            for (String head = head(); head != null; head = head()) {
                if (head.isEmpty() || !answer(head, api)) {
                    return;
                }
                deadline = System.nanoTime() + IDLE.toNanos();
            }
        } catch (IOException gone) {
            // who has left needs no answer
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether another request may follow
    private boolean answer(String head, EmbeddedHttp.Api api) throws IOException, InterruptedException {
        EmbeddedReply reply = new EmbeddedReply(this, Channels.newOutputStream(channel), head.startsWith("HEAD "));
        EmbeddedRequest request;
        try {
            request = EmbeddedRequest.of(head);
        } catch (EngineFormatException e) {
            reply.text(400, e.what());
            return false;
        }
        api.answer(request, reply);
        return !endless && !request.last();
    }

    /// The head of the next request; `null` if the peer has no more.
    private @Nullable String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(256);
        int line = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (head.size() == 0) {
                deadline = System.nanoTime() + LIMIT.toNanos();
            }
            if (b == '\n' && line == 0) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
            line = b == '\n' ? 0 : b == '\r' ? line : line + 1;
            head.write(b);
            if (head.size() > MAX_HEAD) {
                return "";
            }
        }
        return null;
    }

    /// From now on an answer goes on for as long as the peer listens.
    ///
    /// @param gone told when the peer has left; on another thread
    void goOn(Runnable gone) {
        endless = true;
        Thread.ofVirtual().name("engine-http-listener").start(() -> {
            try {
                while (in.read() >= 0) {
                    // nothing that a listener says now is of interest
                }
            } catch (IOException left) {
                // as good as the end
            } finally {
                gone.run();
            }
        });
    }

    boolean isLate(long now) {
        return !endless && now - deadline > 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // nothing is left to be closed
        }
    }
}
