package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsTest {

    private static final Instant BEGUN = Instant.parse("2026-03-04T05:06:07Z");
    private static final String PLACE = "nova/versioned_notifications";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Pairs pairs = new Pairs(LIMIT, true, 3);

    private static Event event(String type, @Nullable String subject, String request, double at) {
        Instant time = BEGUN.plusMillis(Math.round(at * 1000));
        Map<String, Object> facts = request.isEmpty() ? Map.of() : Map.of("request_id", request);
        return new Event(type + at, "amqp://b/%2F/nova", type, subject, time, time, Severity.INFO, Map.of("amqp", "{}"),
                Payload.json("{}"), Facts.of(List.of(facts)));
    }

    private Optional<Event> take(String type, @Nullable String subject, String request, double at) {
        return pairs.take(event(type, subject, request, at), PLACE, BEGUN.plusMillis(Math.round(at * 1000)));
    }

    private static String types(List<Pairs.Open> open) {
        return open.stream().map(o -> o.start().type()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({"instance.create.start, instance.create.end", "instance.create.start, instance.create.error",
            "compute.instance.live_migration._post.start, compute.instance.live_migration._post.end",
            "live.migration.abort.start, live.migration.abort.end",
            "HostAPI.set_enabled.start, HostAPI.set_enabled.end",
            "volume.create.start, volume.create.end"})
    void anEndTakesItsStartWithIt(String start, String end) {
        assertEquals(Optional.empty(), take(start, "u1", "req-1", 0));
        Event joined = take(end, "u1", "req-1", 2.5).orElseThrow();
        assertEquals(Map.of("amqp", "{}", "duration", 2.5), joined.extensions());
        assertEquals(List.of(Map.of("request_id", "req-1", "duration", 2.5)), joined.facts().rows());
        assertEquals(List.of(), pairs.rest());
        assertEquals("1 operation from start to end, 0 starts without an end, 0 ends without a start", pairs.summary());
    }

    @ParameterizedTest
    @CsvSource({"instance.create.end, u2, req-1", "instance.create.end, u1, req-2", "instance.delete.end, u1, req-1",
            "compute.instance.create.end, u1, req-1", "instance.create.end, , req-1"})
    void whatIsOfSomethingElseIsNotJoined(String end, @Nullable String subject, String request) {
        take("instance.create.start", "u1", "req-1", 0);
        Event alone = take(end, subject, request, 1).orElseThrow();
        assertNull(alone.extensions().get(Pairs.DURATION));
        assertEquals("instance.create.start", types(pairs.rest()));
        assertEquals("0 operations from start to end, 1 start without an end, 1 end without a start", pairs.summary());
    }

    @ParameterizedTest
    @CsvSource({"instance.update", "compute.exception", "attach_volume", "instance.progress", "start"})
    void whatHasNoPhasePassesAsItIs(String type) {
        Event event = event(type, "u1", "req-1", 0);
        assertEquals(Optional.of(event), pairs.take(event, PLACE, BEGUN));
        assertEquals("0 operations from start to end, 0 starts without an end, 0 ends without a start",
                pairs.summary());
    }

    @Test
    void whatNobodyCouldFindAgainPassesAsItIs() {
        assertTrue(take("image.create.start", null, "", 0).isPresent());
        assertEquals(List.of(), pairs.rest());
    }

    @Test
    void anErrorThatNothingBeganIsNoEndWithoutStart() {
        assertTrue(take("libvirt.connect.error", null, "req-1", 0).isPresent());
        assertTrue(pairs.summary().endsWith(" 0 ends without a start"));
    }

    @Test
    void theSameOnAnotherTopicIsAnotherOperation() {
        take("instance.create.start", "u1", "req-1", 0);
        pairs.take(event("instance.create.start", "u1", "req-1", 0.25), "nova/notifications", BEGUN);
        assertEquals(1.0, take("instance.create.end", "u1", "req-1", 1).orElseThrow().extensions().get("duration"));
        assertEquals("instance.create.start", types(pairs.rest()));
    }

    @Test
    void severalOfOneRequestAreJoinedInTheirOrder() {
        take("instance.volume_attach.start", "u1", "req-1", 0);
        take("instance.volume_attach.start", "u1", "req-1", 1);
        assertEquals(2.0, take("instance.volume_attach.end", "u1", "req-1", 2).orElseThrow().extensions()
                .get("duration"));
        assertEquals(3.0, take("instance.volume_attach.end", "u1", "req-1", 4).orElseThrow().extensions()
                .get("duration"));
    }

    @Test
    void aStartThatCannotNameItsThingIsFoundByItsRequest() {
        take("port.create.start", null, "req-1", 0);
        assertEquals(0.5, take("port.create.end", "p1", "req-1", 0.5).orElseThrow().extensions().get("duration"));
    }

    @Test
    void clocksThatDifferGiveADurationBelowZero() {
        take("instance.live_migration_pre.start", "u1", "req-1", 1);
        assertEquals(-0.5, take("instance.live_migration_pre.end", "u1", "req-1", 0.5).orElseThrow().extensions()
                .get("duration"));
    }

    @Test
    void aStartIsGivenUpAtTheLimitAndNotBefore() {
        take("instance.create.start", "u1", "req-1", 0);
        take("instance.delete.start", "u2", "req-2", 60);
        assertEquals(List.of(), pairs.overdue(BEGUN.plus(LIMIT).minusMillis(1)));
        assertEquals("instance.create.start", types(pairs.overdue(BEGUN.plus(LIMIT))));
        assertEquals(List.of(), pairs.overdue(BEGUN.plus(LIMIT)));
        assertNull(take("instance.create.end", "u1", "req-1", 601).orElseThrow().extensions().get("duration"));
        assertEquals("instance.delete.start", types(pairs.rest()));
        assertEquals("0 operations from start to end, 2 starts without an end, 1 end without a start", pairs.summary());
    }

    @Test
    void ofTooManyTheOldestIsGivenUp() {
        for (String subject : List.of("u1", "u2", "u3", "u4", "u5")) {
            take("instance.create.start", subject, "req-1", 0);
        }
        List<String> given = new ArrayList<>();
        pairs.overdue(BEGUN).forEach(open -> given.add(String.valueOf(open.start().subject())));
        assertEquals(List.of("u1", "u2"), given);
        assertEquals(3, pairs.rest().size());
    }

    @Test
    void whoHoldsNothingHandsStartsOnAndStillKnowsThem() {
        Pairs remembering = new Pairs(LIMIT, false);
        Event start = event("instance.create.start", "u1", "req-1", 0);
        assertEquals(Optional.of(start), remembering.take(start, PLACE, BEGUN));
        assertEquals(4.0, remembering.take(event("instance.create.end", "u1", "req-1", 4), PLACE, BEGUN).orElseThrow()
                .extensions().get("duration"));
    }
}
