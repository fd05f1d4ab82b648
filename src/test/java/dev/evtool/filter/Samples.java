package dev.evtool.filter;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Field;
import dev.evtool.event.Field.Kind;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Events and fields to try filters on.
final class Samples {

    static final Instant TIME = Instant.parse("2026-11-21T22:45:31.436361714Z");

    /// As the PTP family has them.
    static final List<Field> FIELDS = List.of(field("node", Kind.TEXT), field("iface", Kind.TEXT),
            field("resource", Kind.TEXT), field("state", Kind.TEXT), field("offset", Kind.NUMBER),
            field("clock_class", Kind.NUMBER), field("gps_fix", Kind.NUMBER), field("ql", Kind.NUMBER),
            field("ext_ql", Kind.NUMBER), field("running", Kind.BOOLEAN), field("since", Kind.TIME));

    static final Map<String, Object> LOCKED = Map.of("node", "worker-7", "iface", "ens1f0", "resource", "lock-state",
            "state", "LOCKED", "offset", -12L, "running", true, "since", TIME.minusSeconds(90));

    private Samples() {}

    static Field field(String name, Kind kind) {
        return new Field(name, kind, "", "");
    }

    static Event event(Map<String, Object> row) {
        return event(List.of(row));
    }

    static Event event(List<Map<String, Object>> rows) {
        return with(Payload.json("""
                {"version":"1.0","n":2,"f":2.0,"none":null,"big":123456789012345678901234567890,"list":[1,2.5,"x",null],
                 "values":[{"ResourceAddress":"/a","value":"LOCKED"},{"ResourceAddress":"/b","value":"HOLDOVER"},
                           {"ResourceAddress":"/c","value":"-12","extra":{"deep":[{"x":1}]}}]}"""), rows);
    }

    static Event with(Payload payload, List<Map<String, Object>> rows) {
        return new Event("id-1", "ptp://node1:9043/sync/ptp-status/lock-state",
                "event.sync.ptp-status.ptp-state-change", "worker-7/ens1f0", TIME, TIME.plusMillis(1500),
                Severity.ERROR, Map.of(), payload, Facts.of(rows));
    }

    /// Without all that an event may lack.
    static Event bare() {
        return new Event("id-2", "s", "t", null, null, TIME, Severity.INFO, Map.of(), Payload.json("null"), Facts.NONE);
    }
}
