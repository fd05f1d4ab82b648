package dev.evtool.notify;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Field;
import dev.evtool.event.Payload;
import dev.evtool.event.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What notifications say, for filters and printers.
public final class NotifyVocabulary implements Vocabulary {

    private static final String DEMO = "demo:notifications";
    private static final long SECONDS = 60;

    /// Of an id in tables, where it is cut if there is no room: enough to tell objects apart.
    private static final int SHORT_ID = 8;

    @Override
    public boolean claims(String source, String type) {
        return source.startsWith("amqp://") || source.startsWith("amqps://") || source.startsWith(DEMO);
    }

    @Override
    public List<Field> fields() {
        return List.of(new Field("event_type", Field.Kind.TEXT, "", "instance.create.end, ..."),
                new Field("priority", Field.Kind.TEXT, "", "info, error, ...: as in the routing key"),
                new Field("publisher", Field.Kind.TEXT, "", "nova-compute:host1, volume.host1@lvm"),
                new Field("service", Field.Kind.TEXT, "", "nova-compute, volume, identity, ..."),
                new Field("host", Field.Kind.TEXT, "", "of the publisher"),
                new Field("uuid", Field.Kind.TEXT, "", "of the instance, volume, ...: what it is about"),
                new Field("name", Field.Kind.TEXT, "", "of that"),
                new Field("state", Field.Kind.TEXT, "", "of that, such as active"),
                new Field("old_state", Field.Kind.TEXT, "", "before, where the event says it"),
                new Field("task", Field.Kind.TEXT, "", "what is being done to it, such as spawning"),
                new Field("old_task", Field.Kind.TEXT, "", "before"),
                new Field("fault", Field.Kind.TEXT, "",
                        "NoValidHost: No valid host was found: name and text of the exception"),
                new Field("outcome", Field.Kind.TEXT, "", "of CADF events: success, failure, pending"),
                new Field("payload_name", Field.Kind.TEXT, "", "InstanceCreatePayload, ..."),
                new Field("payload_version", Field.Kind.TEXT, "", "1.12, ..."),
                new Field("request_id", Field.Kind.TEXT, "", "req-..., the same in all that one request causes"),
                new Field("message_id", Field.Kind.TEXT, "", "the same on each topic"),
                new Field("project", Field.Kind.TEXT, "", "id of the project (tenant)"),
                new Field("user", Field.Kind.TEXT, "", "id of the user"),
                new Field("topic", Field.Kind.TEXT, "", "the routing key without the priority"),
                new Field("exchange", Field.Kind.TEXT, "", "nova, neutron, ..."),
                new Field("format", Field.Kind.TEXT, "", "versioned, legacy, cadf, rpc, foreign"),
                new Field("duration", Field.Kind.NUMBER, "s", "since the start, of an end that --pairs has joined"));
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("PRIORITY", 7, false, row -> text(row, "priority"), NotifyVocabulary::tone),
                Column.text("EVENT", 24, "event_type"), Column.text("HOST", 8, "host"),
                Column.text("OBJECT", SHORT_ID, "uuid"), Column.text("NAME", 8, "name"),
                new Column("CHANGE", 16, false, NotifyVocabulary::change, NotifyVocabulary::changeTone),
                new Column("PAYLOAD", 7, false,
                        row -> (text(row, "payload_name") + " " + text(row, "payload_version")).strip(),
                        row -> Tone.PLAIN),
                new Column("DURATION", 8, false, NotifyVocabulary::duration, row -> Tone.PLAIN));
    }

    @Override
    public List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions,
            Payload payload) {
        return List.of(NotifyFacts.of(type, extensions, payload));
    }

    /// What happened to the object: the fault, or else `building → active (spawning)`.
    private static String change(Map<String, Object> row) {
        String fault = text(row, "fault");
        if (!fault.isEmpty()) {
            return fault;
        }
        String states = step(text(row, "old_state"), text(row, "state"));
        String tasks = step(text(row, "old_task"), text(row, "task"));
        String both = states.isEmpty() ? tasks : tasks.isEmpty() ? states : states + " (" + tasks + ")";
        return both.isEmpty() ? text(row, "outcome") : both;
    }

    private static String step(String old, String now) {
        return old.isEmpty() || old.equals(now) ? now : old + " → " + (now.isEmpty() ? "-" : now);
    }

    private static Tone changeTone(Map<String, Object> row) {
        return row.containsKey("fault") ? tone(row) == Tone.BAD ? Tone.BAD : Tone.DOUBTFUL : Tone.PLAIN;
    }

    /// Such as `0.25 s`, `12.3 s`, `4m07s`.
    private static String duration(Map<String, Object> row) {
        if (!(row.get("duration") instanceof Double seconds)) {
            return "";
        }
        long whole = Math.round(seconds);
        return whole >= SECONDS ? whole / SECONDS + String.format(Locale.ROOT, "m%02ds", whole % SECONDS)
                : String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }

    static String text(Map<String, Object> row, String fact) {
        Object value = row.get(fact);
        return value == null ? "" : value.toString();
    }

    private static Tone tone(Map<String, Object> row) {
        return switch (text(row, "priority")) {
            case "error", "critical" -> Tone.BAD;
            case "warn" -> Tone.DOUBTFUL;
            default -> "failure".equals(row.get("outcome")) ? Tone.DOUBTFUL : Tone.PLAIN;
        };
    }
}
