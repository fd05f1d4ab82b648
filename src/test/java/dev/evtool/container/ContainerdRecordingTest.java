package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What containerd 1.6.20 sent, against what its own tool printed of the same story.
class ContainerdRecordingTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private final ContainerdCodec codec = new ContainerdCodec(
            new ContainerEvents("containerd:///run/containerd/containerd.sock", EngineKind.CONTAINERD));
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void decode() throws Exception {
        for (byte[] message : ContainerRecordings.messages("containerd-1.6/events-grpc.lenprefixed.bin")) {
            Event event = codec.decode(message, NOW);
            assertArrayEquals(message, Base64.getDecoder().decode((String) event.extensions().get("wire")));
            events.add(event);
        }
    }

    private Event first(String type) {
        return events.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
    }

    private static Map<?, ?> event(Event event) {
        return (Map<?, ?>) ((Map<?, ?>) event.payload().data()).get("event");
    }

    @Test
    void allMessagesAreEvents() {
        assertEquals(28, events.size());
        assertEquals(List.of("image.create", "snapshot.prepare", "snapshot.commit", "snapshot.prepare",
                "container.create", "container.task-create", "container.start", "container.die",
                "container.task-delete"), events.stream().limit(9).map(Event::type).toList());
        assertEquals(Set.of("default", "other"), events.stream()
                .map(event -> event.facts().rows().getFirst().get("namespace")).collect(Collectors.toSet()));
    }

    /// Of the two runs, topics and the names of fields are the same; values differ.
    @Test
    void fieldsAreThoseThatItsOwnToolPrints() throws Exception {
        List<String> printed = new ArrayList<>();
        for (String line : ContainerRecordings.lines("containerd-1.6/ctr-events.txt")) {
            String[] words = line.split(" ", 7);
            printed.add(words[5] + " " + shape(ContainerRecordings.json(words[6])));
        }
        List<String> ours = events.stream().map(event -> {
            Map<String, Object> told = new java.util.LinkedHashMap<>();
            event(event).forEach((name, value) -> told.put(name.toString(), value));
            assertTrue(told.remove("@type").toString().startsWith("containerd."), event.type());
            return ((Map<?, ?>) event.payload().data()).get("topic") + " " + shape(told);
        }).toList();
        assertEquals(List.of(), printed.stream().filter(line -> !ours.contains(line)).toList());
    }

    private static String shape(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                StringBuilder shape = new StringBuilder("{");
                map.forEach((name, member) -> shape.append(name).append(shape(member)).append(' '));
                yield shape.append('}').toString();
            }
            case List<?> list -> "[" + shape(list.getFirst()) + "]";
            case Long number -> "#";
            default -> "";
        };
    }

    @Test
    void timesAreExactAndThePayloadIsAlwaysSpeltTheSame() {
        Event exit = first("container.die");
        String exitedAt = (String) event(exit).get("exited_at");
        assertTrue(exitedAt.matches("2026-11-21T\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z"), exitedAt);
        assertTrue(Instant.parse(exitedAt).isBefore(exit.time()), exit::toString);
        assertEquals("{\"timestamp\":\"2026-11-21T22:47:35.405898218Z\",\"namespace\":\"default\",\"topic\":"
                + "\"/images/create\",\"event\":{\"@type\":\"containerd.services.images.v1.ImageCreate\",\"name\":"
                + "\"imgs.test/library/bb:2\"}}",
                new String(events.getFirst().payload().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void anExitStatusThatIsLeftOutIsZero() {
        Event exit = first("container.die");
        assertNull(event(exit).get("exit_status"));
        assertEquals(0L, exit.facts().rows().getFirst().get("exit_code"));
        assertEquals(Severity.INFO, exit.severity());
        Event killed = events.stream().filter(e -> e.type().equals("container.die")).skip(1).findFirst().orElseThrow();
        assertEquals(137L, killed.facts().rows().getFirst().get("exit_code"));
        assertEquals(Severity.WARN, killed.severity());
    }

    @Test
    void theExitOfAnExecIsNotThatOfItsContainer() {
        Map<String, Object> row = first("container.exec-die").facts().rows().getFirst();
        assertEquals("e1", row.get("exec_id"));
        assertEquals("c2", row.get("target"));
        assertEquals("/tasks/exit", row.get("engine_action"));
        assertEquals("e1", first("container.exec-start").facts().rows().getFirst().get("exec_id"));
    }

    @Test
    void imagesAndSnapshotsHaveNames() {
        assertEquals("imgs.test/library/bb:2", first("image.create").subject());
        assertEquals("imgs.test/library/bb:2", first("image.create").facts().rows().getFirst().get("name"));
        assertEquals("imgs.test/library/bb:2", first("container.create").facts().rows().getFirst().get("image"));
        assertTrue(first("snapshot.commit").subject().startsWith("extract-"));
    }

    @Test
    void whatIsLearntAtTheCreateIsNotedOnWhatFollows() {
        ContainerdNames names = new ContainerdNames();
        List<Event> named = events.stream().map(names::named).toList();
        for (Event event : named) {
            if (event.type().startsWith("container.")) {
                assertEquals("imgs.test/library/bb:2", event.facts().rows().getFirst().get("image"), event.type());
            }
        }
        for (int i = 0; i < events.size(); i++) {
            assertEquals(events.get(i).id(), named.get(i).id());
            assertEquals(events.get(i).payload(), named.get(i).payload());
        }
    }
}
