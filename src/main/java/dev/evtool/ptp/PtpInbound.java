package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Sink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What happens to a body that a proxy posts: read, handed on, and answered for. 204 means that the event is safe with
/// every output; what cannot be handed on within a second is answered with 500, because a stalled answer would delay all
/// consumers of the proxy, and is a gap, because proxies never send again (`ptp.md`, section 3.3).
final class PtpInbound implements PtpReceiver.Handler {

    private static final Duration HAND_ON_LIMIT = Duration.ofMillis(900);
    private static final int EXCERPT = 120;
    private static final int MOST_NEWS = 100;

    private final String proxy;
    private final PtpEvents events;
    private final Sink sink;
    private final AtomicLong deliveries = new AtomicLong();
    private volatile PtpApi api = PtpApi.V2;
    private volatile boolean ending;
    private volatile Instant lastDelivery = Instant.EPOCH;
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private @Nullable Gap refused;

    PtpInbound(String proxy, Sink sink) {
        this.proxy = proxy;
        this.events = new PtpEvents(proxy);
        this.sink = sink;
    }

    /// What the proxy speaks: it decides what an empty body is, and which answer counts as success.
    void speaks(PtpApi found) {
        api = found;
    }

    @Override
    public int receive(PtpPost post) throws InterruptedException {
        deliveries.incrementAndGet();
        lastDelivery = post.received();
        if (post.body().length == 0 && api == PtpApi.V1) {
            // a v1 proxy tries the endpoint with nothing in its hands (section 7)
            return 204;
        }
        List<StreamItem> items;
        try {
            items = post.attributes().containsKey("specversion")
                    ? events.readBinary(post)
                    : events.read(post.body(), post.received());
        } catch (PtpFormatException e) {
            malformed(post.received(), e.getMessage(), post.body());
            return 400;
        } catch (RuntimeException e) {
            // the connection would end without an answer, and nobody would ever hear of our fault
            malformed(post.received(), "a bug in evtool, please report it: " + e, post.body());
            return 500;
        }
        for (StreamItem item : items) {
            if (!sink.putSafely(item, left(post.received()))) {
                return refuse(items, item);
            }
        }
        // between v1 proxies nothing but 200 is success, else nothing but 204 (sections 3.3 and 8)
        return api == PtpApi.V1_TRANSPORT ? 200 : 204;
    }

    /// Puts what a pull brought into the stream.
    void pulled(List<StreamItem> items) throws InterruptedException {
        for (StreamItem item : items) {
            sink.put(item);
        }
    }

    @Override
    public void broken(String why, byte[] body) throws InterruptedException {
        malformed(Instant.now(), why, body);
    }

    private static Duration left(Instant received) {
        Duration left = HAND_ON_LIMIT.minus(Duration.between(received, Instant.now()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(HAND_ON_LIMIT) > 0 ? HAND_ON_LIMIT : left;
    }

    private void malformed(Instant received, @Nullable String what, byte[] body) throws InterruptedException {
        String start = new String(body, 0, Math.min(EXCERPT, body.length), StandardCharsets.UTF_8);
        String excerpt = body.length == 0 ? "(empty body)" : start + (body.length > EXCERPT ? "…" : "");
        sink.putSafely(
                new Notice(proxy, received, Notice.Kind.MALFORMED,
                        "not an event, answered with an error: " + what + ": " + excerpt),
                left(received));
    }

    private synchronized int refuse(List<StreamItem> items, StreamItem item) {
        boolean lost = items.subList(items.indexOf(item), items.size()).stream().anyMatch(Event.class::isInstance);
        if (lost && !ending && !sink.isEnding()) {
            Instant from = refused == null ? item.received() : refused.from();
            long count = 1 + (refused == null || refused.count() == null ? 0 : refused.count());
            refused = Gap.certain(proxy, from, item.received(),
                    "could not be kept within a second (a slow output, a full disk); the proxy was told so (HTTP 500) and does "
                            + "not send again",
                    count);
        }
        return 500;
    }

    /// Takes note of what a person should know, for [#report]; may be called by threads that must not wait.
    @Override
    public void news(String text) {
        if (news.size() < MOST_NEWS) {
            news.add(text);
        }
    }

    /// Puts the news, and the gap of the events refused so far, into the stream; called regularly by the source, which
    /// may wait.
    void report() throws InterruptedException {
        for (String text = news.poll(); text != null; text = news.poll()) {
            notice(Notice.Kind.WARNING, text);
        }
        Gap gap;
        synchronized (this) {
            gap = refused;
            refused = null;
        }
        if (gap != null) {
            sink.put(gap);
        }
    }

    PtpEvents events() {
        return events;
    }

    void notice(Notice.Kind kind, String text) throws InterruptedException {
        sink.put(new Notice(proxy, Instant.now(), kind, text));
    }

    void gap(Instant from, String reason) throws InterruptedException {
        sink.put(Gap.possible(proxy, from, Instant.now(), reason));
    }

    /// Refused events are no gap any more: the stream is being ended.
    void end() {
        ending = true;
    }

    long deliveries() {
        return deliveries.get();
    }

    Instant lastDelivery() {
        return lastDelivery;
    }

    /// An endpoint for people: the secret of its path left out.
    static String masked(String endpoint) {
        return endpoint.replaceFirst("/evtool/.*$", "/evtool/…");
    }
}
