package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `tail` says of clocks at the end, from records to stderr.
class StateSummaryTest {

    private static String event(String node, int minute, String state) {
        String time = "2026-11-22T03:%02d:00Z".formatted(minute);
        return """
                {"specversion":"1.0","id":"%s-%s","source":"ptp://%s:9043/sync/ptp-status/lock-state",\
                "type":"event.sync.ptp-status.ptp-state-change","time":"%s","received":"%s","severity":"%s",\
                "data":{"version":"1.0","values":[{"ResourceAddress":"/cluster/node/%s/ens1fx/master",\
                "data_type":"notification","value_type":"enumeration","value":"%s"}]}}
                """.formatted(node, minute, node, time, time, state.equals("FREERUN") ? "error" : "info", node, state);
    }

    private static String gap(String source, int from, int to) {
        return """
                {"specversion":"1.0","id":"g","source":"%s","type":"evtool.gap","received":"2026-11-22T03:%02d:00Z",\
                "data":{"from":"2026-11-22T03:%02d:00Z","to":"2026-11-22T03:%02d:00Z","reason":"gone","certain":false}}
                """.formatted(source, to, from, to);
    }

    private static final String NIGHT = event("n1", 0, "LOCKED") + event("n2", 0, "LOCKED") + event("n3", 0, "LOCKED")
            + event("n1", 10, "HOLDOVER") + event("n1", 11, "FREERUN") + event("n1", 15, "LOCKED")
            + gap("ptp://n2:9043", 20, 25) + event("n2", 25, "LOCKED") + event("n1", 40, "LOCKED");

    /// stderr from the last line that counts events on.
    private static List<String> summary(String in, String... options) {
        List<String> words = new ArrayList<>(List.of("tail", "-"));
        words.addAll(List.of(options));
        Call call = Call.with(in, Map.of("LANG", "C.UTF-8", "TERM", "dumb"), words.toArray(String[]::new));
        assertEquals(0, call.exit(), call.err());
        List<String> lines = call.err().lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).matches("evtool: \\d+ events? .*|evtool: \\d+ events?, .*")) {
                return lines.subList(i + 1, lines.size());
            }
        }
        return Stream.concat(Stream.of("no summary"), lines.stream()).toList();
    }

    @Test
    void everyClockIsToldOf() {
        assertEquals(List.of("evtool: 1 of 3 clocks had trouble:",
                "evtool:   n1  ens1fx  lock-state  LOCKED for 25 min 0 s  87.5% good  1 loss  "
                        + "FREERUN 4 min 0 s, HOLDOVER 1 min 0 s; from 2026-11-22T03:10:00Z",
                "evtool: 1 clock LOCKED as far as known, unknown for 5 min 0 s",
                "evtool: 1 clock LOCKED all the time"), summary(NIGHT));
    }

    @Test
    void aFilterOnStatesChoosesClocks() {
        List<String> told = summary(NIGHT, "-f", "state != \"LOCKED\"");
        assertEquals("evtool: 1 clock had trouble:", told.getFirst());
        assertTrue(told.get(1).contains("87.5% good  1 loss  FREERUN 4 min 0 s"), told.toString());
        assertEquals(2, told.size());
        assertEquals(List.of("evtool: 1 clock LOCKED all the time"), summary(NIGHT, "-f", "node == \"n3\""));
    }

    @Test
    void aFilterOnAttributesAloneLeavesThemUnread() {
        assertEquals(
                List.of("evtool: time in state: not known, since the filter refused events unread; it is without --filter"),
                summary(NIGHT, "-f", "severity == \"error\""));
    }

    @Test
    void theEndOfOtherStreamsIsAsItWas() {
        String foreign = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":{\"state\":\"LOCKED\"}}\n";
        assertEquals(List.of(), summary(foreign));
        assertEquals(List.of(), summary(foreign, "-f", "type == \"x\""));
    }

    @Test
    void quietIsQuiet() {
        assertEquals(List.of("no summary"), summary(NIGHT, "-q"));
    }
}
