package dev.evtool.notify;

import static dev.evtool.notify.NotifyFacts.first;
import static dev.evtool.notify.NotifyFacts.put;
import static dev.evtool.notify.NotifyFacts.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts in a payload, whichever service made it (`oslo-notifications.md`, 4 to 6).
final class PayloadFacts {

    private static final String DATA = ".data";

    private PayloadFacts() {}

    /// @param error whether the notification was sent as an error: then a payload that is a text says which
    static void read(@Nullable Object payload, boolean error, Map<String, Object> row) {
        row.put("format", "legacy");
        if (payload instanceof String said && error) {
            row.put("fault", said);
        }
        if (!(payload instanceof Map<?, ?> map)) {
            return;
        }
        String prefix = prefix(map);
        if (prefix != null) {
            row.put("format", "versioned");
            put(row, "payload_name", text(map, prefix + ".name"));
            put(row, "payload_version", text(map, prefix + ".version"));
        } else if (map.containsKey("typeURI")) {
            row.put("format", "cadf");
            cadf(map, row);
            return;
        }
        Map<?, ?> data = data(map);
        Map<?, ?> subject = subject(map, row);
        owner(subject, row);
        state(subject, row);
        put(row, "request_id", text(data, "request_id"));
        put(row, "fault", FaultText.of(data));
    }

    /// What stands before `.data` in the names of a versioned object's members; `null` if it is none.
    private static @Nullable String prefix(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            String name = (String) key;
            if (name.endsWith(DATA) && map.get(name) instanceof Map<?, ?>) {
                return name.substring(0, name.length() - DATA.length());
            }
        }
        return null;
    }

    /// The data of a versioned object; of any other one that itself.
    static Map<?, ?> data(Map<?, ?> object) {
        String prefix = prefix(object);
        return prefix != null && object.get(prefix + DATA) instanceof Map<?, ?> data ? data : object;
    }

    /// As [SubjectReader], on the tree: the object that the payload is about.
    private static Map<?, ?> subject(Map<?, ?> payload, Map<String, Object> row) {
        Map<?, ?> holder = data(payload);
        String id = id(holder);
        if (id.isEmpty() && prefix(payload) == null) {
            for (Object inner : payload.values()) {
                if (inner instanceof Map<?, ?> object && id.isEmpty()) {
                    id = id(object);
                    holder = id.isEmpty() ? holder : object;
                }
            }
        }
        put(row, "uuid", id);
        put(row, "name", first(holder, "display_name", "name", "key_name", "host_name"));
        return holder;
    }

    private static String id(Map<?, ?> object) {
        int best = SubjectNames.FIRST_NAME;
        String id = "";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            int rank = SubjectNames.rank((String) entry.getKey());
            boolean scalar = entry.getValue() instanceof Long || (entry.getValue() instanceof String s && !s.isEmpty());
            if (rank < best && scalar) {
                id = String.valueOf(entry.getValue());
                best = rank;
            }
        }
        return id;
    }

    private static void owner(Map<?, ?> data, Map<String, Object> row) {
        put(row, "project", first(data, "project_id", "tenant_id", "owner"));
        put(row, "user", text(data, "user_id"));
    }

    private static void state(Map<?, ?> data, Map<String, Object> row) {
        put(row, "state", first(data, "state", "status", "provision_state"));
        put(row, "old_state", first(data, "old_state", "previous_provision_state"));
        put(row, "task", first(data, "task_state", "state_description", "target_provision_state"));
        put(row, "old_task", text(data, "old_task_state"));
        put(row, "task", text(data, "new_task_state"));
        if (data.get("disabled") instanceof Boolean disabled && data.containsKey("report_count")) {
            row.put("state", disabled ? "disabled" : "enabled");
        }
        if (data.get("state_update") instanceof Map<?, ?> update) { // the state beside it is that before
            Map<?, ?> change = data(update);
            put(row, "old_state", text(change, "old_state"));
            put(row, "state", text(change, "state"));
            put(row, "old_task", text(change, "old_task_state"));
            row.remove("task");
            put(row, "task", text(change, "new_task_state"));
        }
    }

    private static void cadf(Map<?, ?> event, Map<String, Object> row) {
        put(row, "outcome", text(event, "outcome"));
        Map<?, ?> target = event.get("target") instanceof Map<?, ?> t ? t : Map.of();
        put(row, "uuid", text(target, "id"));
        put(row, "name", text(target, "name"));
        if (event.get("initiator") instanceof Map<?, ?> who) {
            put(row, "user", first(who, "user_id", "id"));
            put(row, "project", text(who, "project_id"));
        }
        if ("failure".equals(row.get("outcome")) && event.get("reason") instanceof Map<?, ?> reason) {
            put(row, "fault", (text(reason, "reasonType") + " " + text(reason, "reasonCode")).strip());
        }
    }
}
