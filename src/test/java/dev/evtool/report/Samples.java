package dev.evtool.report;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Field;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.event.Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A stream with one of everything, and two families that are enough to print it.
final class Samples {

    static final Instant START = Instant.parse("2026-11-22T03:04:05.089Z");

    private static final Map<String, Tone> TONES = Map.of("LOCKED", Tone.GOOD, "HOLDOVER", Tone.DOUBTFUL, "FREERUN",
            Tone.BAD);

    static final Vocabulary CLOCKS = new Family("ptp:",
            List.of(Column.text("NODE", 12, "node"), Column.text("INTERFACE", 14, "iface"),
                    Column.text("RESOURCE", 12, "resource"),
                    new Column("STATE", 10, false, row -> text(row, "state"),
                            row -> TONES.getOrDefault(text(row, "state"), Tone.PLAIN)),
                    new Column("VALUE", 8, true, row -> text(row, "value"), row -> Tone.PLAIN)));

    static final Vocabulary CONTAINERS = new Family("docker:",
            List.of(Column.text("ACTION", 8, "action"), Column.text("NAME", 12, "name")));

    static final Vocabularies FAMILIES = (source, _) -> List.of(CLOCKS, CONTAINERS).stream()
            .filter(family -> family.claims(source, "")).findFirst();

    private Samples() {}

    static List<StreamItem> stream() {
        return List.of(new Notice("ptp://node1", START, Notice.Kind.CONNECTED, "connected to ptp://node1"),
                clock(0, "node1", "ens1f0", "lock-state", "LOCKED", ""),
                clock(37, "node1", "ens1f0", "offset", "", "-3"),
                clock(1_000, "node2", "ens1f0", "lock-state", "HOLDOVER", ""),
                new Notice("ptp://node1", START, Notice.Kind.RECONNECTING, "ptp://node1 is gone, next try in 1 s"),
                Gap.possible("ptp://node1", START.plusSeconds(2), START.plusSeconds(17), "the proxy was gone"),
                clock(17_500, "節点-東京-1", "ens1f0", "lock-state", "FREERUN", ""),
                clock(18_000, "a-node-with-a-long-name.example.com", "ens1f0", "lock-state", "LOCKED", ""),
                clock(18_001, "node1", "ens1f0", "lock-state", "UNKNOWN", "12345678901"));
    }

    /// The same with events of another family, of no family, and of one that cannot be read.
    static List<StreamItem> mixedStream() {
        Payload json = Payload.json("{\n  \"text\": \"Gru\\u00df, 世界\",\n\t\"n\": 1\n}");
        return List.of(clock(0, "node1", "ens1f0", "lock-state", "LOCKED", ""),
                event(100, "docker://h/1", "container.start", "web", json,
                        Facts.of(List.of(Map.of("action", "start", "name", "wéb")))),
                event(200, "amqp://b/nova", "instance.create.end", null, json, Facts.NONE),
                Gap.certain("amqp://b/nova", START.plusSeconds(2), START.plusSeconds(7_300), "the queue overflowed", 1),
                event(300, "ptp://node1/x", "event.sync", "node1/x", Payload.json("not\u001b[2J json"), Facts.NONE),
                clock(18_001, "node2", "ens1f0", "lock-state", "FREERUN", ""));
    }

    static Event clock(long millis, String node, String iface, String resource, String state, String value) {
        Map<String, Object> row = Map.of("node", node, "iface", iface, "resource", resource, "state", state, "value",
                value);
        return event(millis, "ptp://node1:9043/" + resource, "event.sync." + resource, node + "/" + iface,
                Payload.json("{}"), Facts.of(List.of(row)));
    }

    static Event event(long millis, String source, String type, String subject, Payload payload, Facts facts) {
        Instant time = START.plusMillis(millis);
        return new Event("id-" + millis, source, type, subject, time, time, Severity.INFO, Map.of(), payload, facts);
    }

    static String text(Map<String, Object> row, String fact) {
        return String.valueOf(row.getOrDefault(fact, ""));
    }

    /// A family told by how its sources' URIs start.
    private record Family(String scheme, List<Column> columns) implements Vocabulary {

        @Override
        public boolean claims(String source, String type) {
            return source.startsWith(scheme);
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }

        @Override
        public List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions,
                Payload payload) {
            return List.of();
        }
    }
}
