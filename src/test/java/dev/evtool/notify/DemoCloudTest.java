package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.notify.DemoCloud.Moment;
import dev.evtool.notify.OsloMessage.Wrapping;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.RecordJudge;
import dev.evtool.schema.Verdict;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoCloudTest {

    private static final Instant BEGUN = Instant.parse("2026-03-04T05:06:07.123456Z");
    /// Long enough that each scene came several times.
    private static final Duration SHOW = Duration.ofMinutes(4);

    private static List<Arrival> show(long seed, Instant begun, Duration length) {
        DemoCloud cloud = new DemoCloud(seed, begun, 1);
        List<Arrival> arrivals = new ArrayList<>();
        for (Moment moment = cloud.next(); moment.at().compareTo(length) < 0; moment = cloud.next()) {
            arrivals.addAll(moment.arrivals());
        }
        return arrivals;
    }

    private static OsloMessage decoded(Arrival arrival) throws MessageFormatException {
        Map<String, Object> headers = arrival.properties().getHeaders();
        Object compression = headers.get("compression");
        return new OsloCodec(true).decode(arrival.body(), compression == null ? null : compression.toString());
    }

    @Test
    void theSameSeedAtTheSameTimeGivesTheSameBytes() {
        List<Arrival> once = show(1, BEGUN, SHOW);
        List<Arrival> again = show(1, BEGUN, SHOW);
        assertEquals(once.size(), again.size());
        for (int i = 0; i < once.size(); i++) {
            assertEquals(once.get(i).routingKey(), again.get(i).routingKey());
            assertArrayEquals(once.get(i).body(), again.get(i).body());
        }
    }

    @Test
    void anotherTimeChangesOnlyTimesAndAnotherSeedTheHappenings() throws Exception {
        List<String> once = heads(show(1, BEGUN, SHOW));
        assertEquals(once, heads(show(1, BEGUN.plusSeconds(86_399), SHOW)));
        assertNotEquals(once, heads(show(2, BEGUN, SHOW)));
    }

    private static List<String> heads(List<Arrival> arrivals) throws MessageFormatException {
        List<String> heads = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            OsloMessage.OsloHead head = decoded(arrival).head();
            heads.add(head.eventType() + " " + head.subject() + " " + head.uniqueId() + " " + head.priority());
        }
        return heads;
    }

    @Test
    void oneToThreeMessagesASecondAndTheFirstAtOnce() {
        assertEquals(Duration.ZERO, new DemoCloud(1, BEGUN, 1).next().at());
        double rate = show(1, BEGUN, SHOW).size() / (double) SHOW.toSeconds();
        assertTrue(rate > 1 && rate < 3, "rate " + rate);
    }

    /// What is there on purpose is a field that the version does not have, and a version that the catalog does not know.
    @Test
    void everyPayloadIsAsItsSchemaSaysButForThoseOnPurpose() throws Exception {
        RecordCheck check = RecordJudge.of(Catalog.shipped(), null, false).get();
        Map<Verdict, Set<String>> seen = new TreeMap<>();
        for (Arrival arrival : show(1, BEGUN, SHOW)) {
            byte[] message = decoded(arrival).json();
            Judgement judgement = check.check(message, 0, message.length, Places.counted(message, 0, 1, 1));
            boolean good = judgement.violations().isEmpty();
            seen.computeIfAbsent(judgement.verdict(), fresh -> new TreeSet<>())
                    .add(good ? "" : judgement.event() + " " + judgement.violations());
        }
        assertEquals(Set.of(Verdict.VALID, Verdict.INVALID, Verdict.NEWER_MINOR, Verdict.UNVERSIONED, Verdict.UNKNOWN),
                seen.keySet());
        assertEquals(1, seen.get(Verdict.INVALID).size(), seen.get(Verdict.INVALID)::toString);
        assertTrue(seen.get(Verdict.INVALID).toString().contains("price_per_hour"));
        assertTrue(seen.get(Verdict.UNKNOWN).stream().allMatch(what -> what.contains("ironic")));
    }

    @Test
    void itHasAllThatABusCanBring() throws Exception {
        Set<Wrapping> wrappings = new HashSet<>();
        Set<String> exchanges = new HashSet<>();
        Set<String> types = new HashSet<>();
        for (Arrival arrival : show(1, BEGUN, SHOW)) {
            OsloMessage message = decoded(arrival);
            wrappings.add(message.wrapping());
            exchanges.add(arrival.exchange());
            types.add(String.valueOf(message.head().eventType()));
            String key = arrival.routingKey();
            assertTrue(message.head().method() != null || key.endsWith("." + message.head().priority().toLowerCase(
                    java.util.Locale.ROOT)), key);
            assertFalse(new String(message.json(), StandardCharsets.UTF_8).contains("@instance"));
        }
        assertEquals(Set.of(Wrapping.values()), wrappings);
        assertEquals(Set.of("nova", "cinder", "keystone", "glance", "ironic"), exchanges);
        assertTrue(types.containsAll(Set.of("instance.create.end", "instance.create.error", "compute.exception",
                "service.update", "compute.instance.create.end", "identity.authenticate", "volume.create.end", "null",
                "metrics.update", "aggregate.add_host.end", "flavor.update", "baremetal.node.power_set.end")));
    }

    private static CollectingSink watched(DemoSource source, String what) throws InterruptedException {
        CollectingSink sink = new CollectingSink();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                source.run(Subscription.LIVE, sink);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        sink.await(what, s -> s.events().stream().filter(event -> event.type().equals(what)).count() == 3);
        thread.interrupt();
        assertTrue(thread.join(Duration.ofSeconds(10)));
        return sink;
    }

    @Test
    void whatComesTwiceIsShownOnceAndTokensAreHidden() throws Exception {
        CollectingSink sink = watched(
                new DemoSource(1, 500, DemoSource.wish(List.of(), List.of(), TapWish.USUAL), false,
                        null),
                "baremetal.node.power_set.end");
        assertTrue(sink.notices(Notice.Kind.WARNING).getLast().text().contains("came twice"));
        assertEquals(List.of(), sink.notices(Notice.Kind.MALFORMED));
        assertTrue(sink.events().stream().noneMatch(event -> new String(event.payload().bytes(),
                StandardCharsets.UTF_8).contains("opens-nothing")));
        assertTrue(sink.events().stream().allMatch(event -> event.source().startsWith("demo:notifications/")));
    }

    @Test
    void pairsAreOneLineWithADuration() throws Exception {
        CollectingSink sink = watched(
                new DemoSource(1, 500, DemoSource.wish(List.of(), List.of(), TapWish.USUAL), false,
                        Duration.ofSeconds(1)),
                "instance.snapshot.start");
        List<Event> ends = sink.events().stream().filter(event -> event.type().equals("instance.create.end")).toList();
        assertFalse(ends.isEmpty());
        assertTrue(ends.stream().allMatch(event -> event.extensions().get("duration") instanceof Double seconds
                && seconds > 0 && seconds < 1));
        Set<String> ended = new HashSet<>(ends.stream().map(event -> String.valueOf(event.subject())).toList());
        assertTrue(sink.events().stream().filter(event -> event.type().equals("instance.create.start"))
                .noneMatch(event -> ended.contains(event.subject())));
        assertTrue(sink.notices(Notice.Kind.INSIGHT).stream().anyMatch(notice -> notice.text()
                .startsWith("instance.snapshot.start of ") && notice.text().contains(" has no end after 1s (req-")));
        assertTrue(sink.notices(Notice.Kind.INSIGHT).getLast().text().contains(" operations from start to end, "));
    }

    @Test
    void onlyWhatAQueueWouldBeBoundToComes() throws Exception {
        TapWish wish = new TapWish(List.of("nova"), List.of(TapWish.LEGACY_TOPIC), List.of("error"), List.of(),
                TapWish.Form.ANY, new TapQueue.Own(), 1);
        CollectingSink sink = watched(new DemoSource(1, 500, wish, false, null), "compute.instance.create.error");
        assertEquals(Set.of("compute.instance.create.error"),
                new HashSet<>(sink.events().stream().map(Event::type).toList()));
    }
}
