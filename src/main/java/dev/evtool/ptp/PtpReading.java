package dev.evtool.ptp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What one notification says of one clock: the values of its `data.values` that belong together, as typed facts.
///
/// Traps of the wire it knows (`ptp.md`, sections 5 and 6): the node stands only in the values' addresses; a clock
/// class has no notification value; GNSS brings a third value under `.../gpsFix`; SyncE declares a number and sends a
/// word; and an offset may be a sentinel, which is no offset.
///
/// @param node empty where the address names none
/// @param iface interface alias, `CLOCK_REALTIME`, or SyncE's `DEVICE/PORT`; empty for the node as a whole
record PtpReading(String node, String iface, String resource, Map<String, Object> facts) {

    /// "Process died" (-9999999999999999, section 6) as the double that it is read as, and that v1 sidecars write (`-1e+16`,
    /// RUN v1-4.18), and what linuxptp-daemon's DPLL reports as faulty.
    private static final Set<Double> INVALID_OFFSETS = Set.of(-1e16, 999_999.0);

    /// What JSON and Go call a number: Java would also take `0x1p3` and `1f`.
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final double WHOLE_BELOW = 0x1p53;

    private static final Map<String, String> SUFFIX_FACTS = Map.of("/gpsFix", "gps_fix", "/CLOCK_CLASS", "clock_class",
            "/Ql", "ql", "/extQl", "ext_ql", "/ExtQL", "ext_ql");

    /// Groups values by the thing they tell of, in the order of the wire; placeholders are left out.
    static List<PtpReading> of(String source, String type, List<PtpValue> values) {
        Optional<PtpResource> resource = PtpResource.of(type, source);
        List<PtpReading> readings = new ArrayList<>(1);
        for (PtpValue value : values) {
            if (value.isPlaceholder()) {
                continue;
            }
            Thing thing = Thing.of(value.address());
            String fact = fact(value, thing, resource.orElse(null));
            PtpReading reading = open(readings, thing, fact);
            if (reading == null) {
                reading = start(thing,
                        resource.map(PtpResource::word).orElse(source.startsWith("/") ? source : "/" + source));
                readings.add(reading);
            }
            reading.add(fact, value.value());
        }
        return readings;
    }

    private static String fact(PtpValue value, Thing thing, @Nullable PtpResource resource) {
        if (thing.fact() != null) {
            return thing.fact();
        }
        // SyncE sends its state as a "metric" of type decimal64.3 with a word in it
        if (!value.dataType().equals("metric") || value.value().strip().matches("[A-Z][A-Z-]*")) {
            return "state";
        }
        return resource == PtpResource.CLOCK_CLASS ? "clock_class" : "offset";
    }

    /// The reading this value belongs to: the same thing, without such a fact yet. A proxy with several PTP
    /// configurations sends all their pairs in one array, in random order but adjacent (section 4).
    private static @Nullable PtpReading open(List<PtpReading> readings, Thing thing, String fact) {
        for (int i = readings.size() - 1; i >= 0; i--) {
            PtpReading r = readings.get(i);
            boolean sameThing = r.iface.equals(thing.iface())
                    && (r.node.equals(thing.node()) || thing.node().isEmpty());
            if (sameThing && !r.facts.containsKey(fact)
                    && !(fact.equals("offset") && r.facts.containsKey("offset_valid"))) {
                return r;
            }
        }
        return null;
    }

    private static PtpReading start(Thing thing, String resource) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (!thing.node().isEmpty()) {
            facts.put("node", thing.node());
        }
        if (!thing.iface().isEmpty()) {
            facts.put("iface", thing.iface());
        }
        facts.put("resource", resource);
        return new PtpReading(thing.node(), thing.iface(), resource, facts);
    }

    private void add(String fact, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (fact.equals("offset")) {
            Number offset = number(text);
            boolean valid = offset != null && !INVALID_OFFSETS.contains(offset.doubleValue());
            facts.put("offset_valid", valid);
            if (!valid) {
                return;
            }
        }
        Number number = fact.equals("state") ? null : number(text);
        facts.put(fact, number == null ? text : number);
    }

    /// The number a text spells, a Long where it is whole, else a Double; `null` where it spells none.
    private static @Nullable Number number(String text) {
        String t = text.strip();
        if (t.isEmpty() || t.length() > 40 || "+-.0123456789".indexOf(t.charAt(0)) < 0) {
            return null;
        }
        try {
            return Long.valueOf(t);
        } catch (NumberFormatException notDigitsAlone) {
            return DECIMAL.matcher(t).matches() ? decimal(Double.parseDouble(t)) : null;
        }
    }

    /// Sidecars of v1 write whole numbers from a million on as `1e+06`, which is no other fact than `1000000`.
    private static @Nullable Number decimal(double d) {
        if (d == Math.rint(d) && Math.abs(d) < WHOLE_BELOW) {
            return (long) d;
        }
        return Double.isFinite(d) ? d : null;
    }

    /// What an address is about.
    ///
    /// @param fact the fact that the address itself names by its last element, else `null`
    private record Thing(String node, String iface, @Nullable String fact) {

        static Thing of(String address) {
            String node = "";
            String rest = address.startsWith("/") ? address.substring(1) : address;
            if (rest.startsWith("cluster/node/")) {
                String[] parts = rest.substring("cluster/node/".length()).split("/", 2);
                node = parts[0];
                rest = parts.length > 1 ? parts[1] : "";
            }
            String fact = null;
            for (Map.Entry<String, String> suffix : SUFFIX_FACTS.entrySet()) {
                if (rest.endsWith(suffix.getKey())) {
                    fact = suffix.getValue();
                    rest = rest.substring(0, rest.length() - suffix.getKey().length());
                }
            }
            // v1 pulls of GNSS leave the interface out (RUN v1-4.14, v1-4.18)
            rest = rest.equals("master") ? "" : rest;
            if (rest.endsWith("/master")) {
                rest = rest.substring(0, rest.length() - "/master".length());
            }
            return new Thing(node, rest.startsWith("sync/") ? "" : rest, fact);
        }
    }
}
