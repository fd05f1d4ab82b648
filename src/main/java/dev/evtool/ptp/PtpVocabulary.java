package dev.evtool.ptp;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Field;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StateKey;
import dev.evtool.event.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What PTP events say, for filters and printers (`ptp.md`, section 6).
public final class PtpVocabulary implements Vocabulary {

    /// The kinds of fix in the order of their numbers.
    private static final List<String> GPS_FIXES = List.of("no fix", "dead reckoning", "2D fix", "3D fix",
            "GPS + dead reckoning", "time only");

    /// What makes a clock one clock.
    private static final List<String> SUBJECT = List.of("node", "iface", "resource");

    private static final List<StateKey> STATES = List.of(
            // a word that nobody knows does not raise an alarm, but it is no time that the clock was good either
            new StateKey("clock", SUBJECT, "state", "", state -> severityOfState(state, Severity.WARN)),
            new StateKey("clock", SUBJECT, "clock_class", "class ", PtpVocabulary::severityOfClass));

    @Override
    public boolean claims(String source, String type) {
        return source.startsWith("ptp:") || source.startsWith("ptps:") || source.startsWith("demo:ptp")
                || PtpResource.isType(type);
    }

    @Override
    public List<Field> fields() {
        return List.of(new Field("node", Field.Kind.TEXT, "", "node name out of the resource address"),
                new Field("iface", Field.Kind.TEXT, "", "interface, CLOCK_REALTIME, or SyncE device/port"),
                new Field("resource", Field.Kind.TEXT, "", String.join(", ", PtpResource.words())),
                new Field("state", Field.Kind.TEXT, "", "LOCKED, HOLDOVER, FREERUN; GNSS has words of its own"),
                new Field("offset", Field.Kind.NUMBER, "ns", "clock offset; missing where it is not valid"),
                new Field("offset_valid", Field.Kind.BOOLEAN, "", "false for a sentinel instead of an offset"),
                new Field("clock_class", Field.Kind.NUMBER, "0-255", "6 locked grandmaster, 7 holdover, 248 free run"),
                new Field("gps_fix", Field.Kind.NUMBER, "0-5", "0 none, 2 2D, 3 3D, 5 time only"),
                new Field("ql", Field.Kind.NUMBER, "", "SyncE quality level"),
                new Field("ext_ql", Field.Kind.NUMBER, "", "SyncE extended quality level; 255 = not extended"));
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.text("NODE", 12, "node"), Column.text("INTERFACE", 14, "iface"),
                Column.text("RESOURCE", 13, "resource"),
                new Column("STATE", 14, false, row -> String.valueOf(row.getOrDefault("state", "")),
                        row -> row.containsKey("state") ? tone(severity(row)) : Tone.PLAIN),
                new Column("VALUE", 10, true, PtpVocabulary::value, row -> Tone.PLAIN),
                new Column("DETAIL", 12, false, PtpVocabulary::detail, row -> Tone.PLAIN));
    }

    @Override
    public List<StateKey> states() {
        return STATES;
    }

    @Override
    public List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions,
            Payload payload) {
        try {
            return facts(PtpReading.of(path(source), type, PtpCodec.values(payload.bytes(), new ArrayList<>())));
        } catch (PtpFormatException notOurs) {
            // a foreign record under one of our types: it has no facts, its payload is still there
            return List.of();
        }
    }

    /// What the wire called the source: the path in our URI of it.
    private static String path(String source) {
        return source.replaceFirst("^(?:ptps?://[^/]*|demo:ptp)", "");
    }

    static List<Map<String, Object>> facts(List<PtpReading> readings) {
        return readings.stream().map(PtpReading::facts).toList();
    }

    /// How bad a row is.
    static Severity severity(Map<String, Object> row) {
        if (row.get("state") instanceof String state) {
            return severityOfState(state, Severity.INFO);
        }
        return severityOfClass(row.getOrDefault("clock_class", ""));
    }

    private static Severity severityOfState(Object state, Severity strange) {
        return switch (String.valueOf(state)) {
            case "LOCKED", "SYNCHRONIZED" -> Severity.INFO;
            case "HOLDOVER", "ACQUIRING-SYNC", "BOOTING" -> Severity.WARN;
            case "FREERUN", "UNLOCKED", "ANTENNA-DISCONNECTED", "ANTENNA-SHORT-CIRCUIT", "FAILURE-MULTIPATH",
                    "FAILURE-NOFIX", "FAILURE-LOW-SNR", "FAILURE-PLL" ->
                Severity.ERROR;
            default -> strange;
        };
    }

    /// Clock classes: 6 is a locked grandmaster, 7 to 165 are kinds of holdover, 248 is free run.
    private static Severity severityOfClass(Object clockClass) {
        return !(clockClass instanceof Long number) ? Severity.INFO : number == 248 ? Severity.ERROR
                : number >= 7 && number <= 165 ? Severity.WARN : Severity.INFO;
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case INFO -> Tone.GOOD;
            case WARN -> Tone.DOUBTFUL;
            case ERROR -> Tone.BAD;
        };
    }

    private static String value(Map<String, Object> row) {
        if (row.containsKey("offset")) {
            return row.get("offset") + " ns";
        }
        if (Boolean.FALSE.equals(row.get("offset_valid"))) {
            return "invalid";
        }
        return row.containsKey("clock_class") ? "class " + row.get("clock_class")
                : row.containsKey("ql") ? "QL " + row.get("ql") : "";
    }

    private static String detail(Map<String, Object> row) {
        if (row.get("gps_fix") instanceof Long fix) {
            return fix >= 0 && fix < GPS_FIXES.size() ? GPS_FIXES.get(fix.intValue()) : "fix " + fix;
        }
        Object extended = row.get("ext_ql");
        return extended == null ? "" : extended.equals(255L) ? "not extended" : "extended " + extended;
    }
}
