package dev.evtool.ptp;

import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What `ptp.md` says that a recorded notification means, worked out in the plainest way, apart from the code under test.
///
/// @param source as on the wire: the short resource, or the full one
record PlainReading(String source, List<PtpValue> values) {

    private static final Map<String, PtpResource> RESOURCES = Map.of("/sync/sync-status/sync-state",
            PtpResource.SYNC_STATE, "/sync/ptp-status/lock-state", PtpResource.LOCK_STATE,
            "/sync/sync-status/os-clock-sync-state", PtpResource.OS_CLOCK, "/sync/ptp-status/clock-class",
            PtpResource.CLOCK_CLASS, "/sync/ptp-status/ptp-clock-class-change", PtpResource.CLOCK_CLASS,
            "/sync/gnss-status/gnss-sync-status", PtpResource.GNSS, "/sync/synce-status/lock-state", PtpResource.SYNCE,
            "/sync/synce-status/clock-quality", PtpResource.SYNCE_QUALITY);

    /// Of a body in structured form.
    static PlainReading of(String body) {
        Map<?, ?> json = json(body);
        return of((String) json.get("source"), (Map<?, ?>) json.get("data"));
    }

    /// Of whatever form a recorded consumer got.
    static PlainReading of(RecordedProxy.Callback push) {
        String source = push.headers().get("ce-source");
        return source == null ? of(push.body()) : of(source, json(push.body()));
    }

    static PlainReading of(String source, Map<?, ?> data) {
        List<PtpValue> values = new ArrayList<>();
        for (Object element : (List<?>) data.get("values")) {
            Map<?, ?> value = (Map<?, ?>) element;
            boolean old = value.containsKey("resource");
            values.add(new PtpValue((String) value.get(old ? "resource" : "ResourceAddress"),
                    (String) value.get(old ? "dataType" : "data_type"),
                    (String) value.get(old ? "valueType" : "value_type"), (String) value.get("value")));
        }
        return new PlainReading(source, values);
    }

    static Map<?, ?> json(String text) {
        return (Map<?, ?>) new Payload(text.getBytes(StandardCharsets.UTF_8), Payload.JSON).data();
    }

    /// `null` of what is no resource of the sheet, such as the mock plugin's.
    PtpResource resource() {
        return RESOURCES.get(source.replaceFirst("^/cluster/node/node-a", ""));
    }

    boolean isPlaceholder() {
        return values.getFirst().address().matches("/cluster/node/node-a/(ptp-not-set|event-not-found)");
    }

    /// A row for each thing.
    List<Map<String, Object>> rows() {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        for (PtpValue value : values) {
            String thing = value.address().replaceFirst("^/(cluster/node/node-a/)?", "");
            String iface = thing.startsWith("sync/") ? "" : thing
                    .replaceFirst("/(gpsFix|CLOCK_CLASS|Ql|extQl|ExtQL)$", "").replaceFirst("(^|/)master$", "");
            Map<String, Object> row = rows.computeIfAbsent(iface, i -> new LinkedHashMap<>());
            row.put("resource", resource() == null ? "/" + source : resource().word());
            if (value.address().startsWith("/cluster/node/node-a/")) {
                row.put("node", "node-a");
            }
            if (!iface.isEmpty()) {
                row.put("iface", iface);
            }
            fact(row, thing, value.value());
        }
        return List.copyOf(rows.values());
    }

    private void fact(Map<String, Object> row, String thing, String text) {
        if (thing.endsWith("gpsFix")) {
            row.put("gps_fix", Long.valueOf(text));
        } else if (thing.toLowerCase(Locale.ROOT).endsWith("extql")) {
            row.put("ext_ql", Long.valueOf(text));
        } else if (thing.endsWith("Ql")) {
            row.put("ql", Long.valueOf(text));
        } else if (text.matches("[A-Z-]+")) {
            row.put("state", text);
        } else if (resource() == PtpResource.CLOCK_CLASS) {
            row.put("clock_class", Long.valueOf(text));
        } else if (Set.of("-9999999999999999", "-1e+16").contains(text)) {
            row.put("offset_valid", false);
        } else {
            row.put("offset_valid", true);
            row.put("offset", text.contains(".") ? Double.valueOf(text) : (Object) Long.valueOf(text));
        }
    }

    /// The words and classes that are in the recordings.
    Severity severity() {
        String texts = rows().stream().map(r -> " " + r.get("state") + " class" + r.get("clock_class") + " ").toList()
                .toString();
        return texts.matches(".* (FREERUN|FAILURE-NOFIX|class248) .*") ? Severity.ERROR
                : texts.matches(".* (HOLDOVER|ACQUIRING-SYNC|class7) .*") ? Severity.WARN : Severity.INFO;
    }

    /// Node and interface of the first row.
    String subject() {
        Map<String, Object> row = rows().getFirst();
        Object node = row.getOrDefault("node", "");
        Object iface = row.getOrDefault("iface", "");
        return node.equals("") || iface.equals("") ? "" + node + iface : node + "/" + iface;
    }
}
