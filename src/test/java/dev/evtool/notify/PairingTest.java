package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.AMQP;
import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairingTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Arrival INFO = arrival("versioned_notifications.info");
    private static final Arrival ERROR = arrival("versioned_notifications.error");

    private final CollectingSink sink = new CollectingSink();

    private static Arrival arrival(String key) {
        return new Arrival(1, false, "nova", key, new AMQP.BasicProperties(), new byte[0]);
    }

    private static Event event(String type, String subject) {
        return new Event(type + subject, "demo:notifications/nova", type, subject, NOW, NOW, Severity.INFO, Map.of(),
                Payload.json("{}"), Facts.of(List.of(Map.of("request_id", "req-1"))));
    }

    private Pairing pairing(TapQueue queue) {
        TapWish wish = new TapWish(List.of(), List.of(), List.of(), List.of(), TapWish.Form.ANY, queue, 1);
        return new Pairing(new TapSettings(BrokerSettings.demo(Connecting.DEFAULT), wish, false, Duration.ofMinutes(1)),
                sink);
    }

    private static List<TapQueue> queuesThatKeepWhatIsNotAcknowledged() {
        return List.of(new TapQueue.Durable("mine"), new TapQueue.Shared("theirs"));
    }

    @ParameterizedTest
    @MethodSource("queuesThatKeepWhatIsNotAcknowledged")
    void noStartIsHeldThatTheBrokerWouldHaveToKeep(TapQueue queue) throws Exception {
        Event start = event("instance.create.start", "u1");
        Pairing pairing = pairing(queue);
        assertEquals(Optional.of(start), pairing.take(start, INFO, NOW));
        assertEquals(0.0, pairing.take(event("instance.create.end", "u1"), INFO, NOW).orElseThrow().extensions()
                .get("duration"));
        pairing.take(event("instance.delete.start", "u1"), INFO, NOW);
        pairing.lastWords();
        assertEquals(List.of(), sink.events(), "it was handed on already");
        assertEquals(2, sink.notices(Notice.Kind.INSIGHT).size());
    }

    @Test
    void anErrorEndsWhatBeganWithAnotherPriority() throws Exception {
        Pairing pairing = pairing(new TapQueue.Own());
        assertEquals(Optional.empty(), pairing.take(event("instance.create.start", "u1"), INFO, NOW));
        assertEquals(0.0, pairing.take(event("instance.create.error", "u1"), ERROR, NOW).orElseThrow().extensions()
                .get("duration"));
    }

    @Test
    void whatIsOverdueIsToldOfAndShown() throws Exception {
        Pairing pairing = pairing(new TapQueue.Own());
        pairing.take(event("instance.create.start", "u1"), INFO, NOW);
        pairing.tellOverdue(NOW.plusSeconds(59));
        assertEquals(List.of(), sink.items());
        pairing.tellOverdue(NOW.plusSeconds(60));
        assertEquals(List.of("instance.create.start"), sink.events().stream().map(Event::type).toList());
        assertEquals("instance.create.start of u1 at 2026-03-04T05:06:07Z has no end after 1m (req-1)",
                sink.notices(Notice.Kind.INSIGHT).getFirst().text());
    }

    @Test
    void atTheEndAllAreShownAndNotTooManyToldOf() throws Exception {
        Pairing pairing = pairing(new TapQueue.Own());
        for (int i = 0; i < 15; i++) {
            pairing.take(event("instance.create.start", "u" + i), INFO, NOW);
        }
        pairing.lastWords();
        assertEquals(15, sink.events().size());
        List<Notice> told = sink.notices(Notice.Kind.INSIGHT);
        assertEquals(12, told.size());
        assertEquals("5 more have not ended yet", told.get(10).text());
        assertEquals("0 operations from start to end, 15 starts without an end, 0 ends without a start",
                told.getLast().text());
    }
}
