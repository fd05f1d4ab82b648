package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import dev.evtool.event.Severity;
import dev.evtool.event.StateKey;
import dev.evtool.stats.StateReport;
import dev.evtool.stats.StateTimeline;
import dev.evtool.terminal.CellWidth;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the end of a stream says of clocks, as each kind of stream gets it.
class StateLinesTest {

    private static final StateKey CLOCK = new StateKey("clock", List.of("node", "iface", "resource"), "state", "",
            state -> switch (String.valueOf(state)) {
                case "LOCKED", "SYNCHRONIZED" -> Severity.INFO;
                case "HOLDOVER" -> Severity.WARN;
                default -> Severity.ERROR;
            });

    private static final int END = 600;

    /// @param told `SECOND:STATE`, or `SECOND:` for a gap of one second
    private static StateReport.Line clock(String origin, String name, String told) {
        StateTimeline timeline = new StateTimeline(CLOCK, Samples.START);
        for (String word : told.split(" ", -1)) {
            int colon = word.indexOf(':');
            long millis = Math.round(Double.parseDouble(word.substring(0, colon)) * 1000);
            if (colon == word.length() - 1) {
                timeline.gap(Samples.START.plusMillis(millis), Samples.START.plusMillis(millis + 1000), true);
            } else {
                timeline.observe(word.substring(colon + 1), Samples.START.plusMillis(millis),
                        Samples.START.plusMillis(millis));
            }
        }
        return new StateReport.Line("clock", origin, Arrays.asList(name.split("/", -1)),
                timeline.summary(Samples.START.plusSeconds(END)));
    }

    private static StateReport.Line clock(String name, String told) {
        return clock("ptp://node1:9043", name, told);
    }

    private static StateReport mixed() {
        String outage = "0:LOCKED 100:HOLDOVER 105:FREERUN 110:LOCKED";
        return new StateReport(List.of(clock("worker-1/ens1fx/lock-state", outage),
                clock("worker-1//sync-state", outage + " 590:HOLDOVER"),
                clock("worker-2/CLOCK_REALTIME/os-clock", "0:LOCKED 10:FREERUN 10.25:LOCKED 20:FREERUN 20.2:LOCKED"),
                clock("節点-東京-1/ens1f0/gnss", "0:SYNCHRONIZED 300:FAILURE-NOFIX"),
                clock("worker-3/ens\u001b[2J/lock-state",
                        "0:LOCKED 20:HOLDOVER 22:LOCKED 50: 55:EVIL\u202e 56:LOCKED 580:"),
                clock("worker-4/ens1fx/lock-state", "12:FREERUN"), clock("worker-5/ens1fx/lock-state", "0:LOCKED"),
                clock("worker-5/CLOCK_REALTIME/os-clock", "0:LOCKED 7:LOCKED"),
                clock("worker-5/ens1fx/gnss", "0.2:SYNCHRONIZED"),
                clock("worker-6/ens1fx/lock-state", "0:LOCKED 100: 102:LOCKED"),
                clock("worker-7/ens1fx/lock-state", "0:LOCKED 540:")), 0, 0);
    }

    private static String print(StateReport report, Look look, OptionalInt columns) {
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        new Messages(stderr, look.theme()).states(report, () -> columns);
        return stderr.toString(UTF_8);
    }

    private static String piped(List<StateReport.Line> lines) {
        return print(new StateReport(lines, 0, 0), Look.PIPE, OptionalInt.empty());
    }

    @ParameterizedTest
    @EnumSource
    void everyKind(Look look) {
        Golden.check("report/states-" + look.word(), print(mixed(), look, OptionalInt.of(200)));
        Golden.check("report/states-narrow-" + look.word(), print(mixed(), look, OptionalInt.of(80)));
    }

    /// Only name and state of a clock are worth more than the width: below 66 cells the terminal wraps them.
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 60, 80, 120, 500})
    void noLineIsWiderThanTheTerminal(int columns) {
        for (Look look : List.of(Look.MONO, Look.ASCII)) {
            print(mixed(), look, OptionalInt.of(columns)).lines()
                    .forEach(line -> assertTrue(CellWidth.of(line) <= Math.max(columns, 66), line));
        }
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertEquals("", piped(List.of()));
    }

    @Test
    void whatTheFilterHidUnreadIsNotGuessed() {
        assertEquals(
                "evtool: time in state: not known, since the filter refused events unread; it is without --filter\n",
                print(new StateReport(List.of(), 0, 7), Look.PIPE, OptionalInt.empty()));
    }

    @Test
    void goodClocksAreOneLine() {
        assertEquals("evtool: 2 clocks LOCKED all the time\n",
                piped(List.of(clock("a/b/c", "0:LOCKED"), clock("d/e/f", "0.9:LOCKED"))));
        assertEquals(
                "evtool: 2 clocks good all the time: 1 LOCKED, 1 SYNCHRONIZED; first seen after up to 1 min 30 s\n",
                piped(List.of(clock("a/b/c", "0:LOCKED"), clock("d/e/f", "90:SYNCHRONIZED"))));
    }

    @Test
    void tooManyAreCounted() {
        List<StateReport.Line> many = IntStream.range(0, 25)
                .mapToObj(
                        i -> clock("node-" + i + "/ens1fx/lock-state", "0:LOCKED " + (100 + i) + ":FREERUN 200:LOCKED"))
                .toList();
        List<String> lines = print(new StateReport(many, 3, 0), Look.PIPE, OptionalInt.empty()).lines().toList();
        assertEquals("evtool: 25 clocks had trouble, worst first:", lines.getFirst());
        assertTrue(lines.get(1).startsWith("evtool:   node-0"), lines.get(1));
        assertEquals("evtool:   and 15 more clocks", lines.get(StateLines.MOST + 1));
        assertEquals("evtool: time in state: 3 events not counted: of too many subjects", lines.getLast());
        assertEquals(StateLines.MOST + 3, lines.size());
    }

    @Test
    void clocksOfTheSameNameAreToldApartByWhoTold() {
        String told = piped(List.of(clock("ptp://a:9043", "worker-1/ens1fx/lock-state", "0:FREERUN"),
                clock("ptp://b:9043", "worker-1/ens1fx/lock-state", "0:FREERUN")));
        assertTrue(told.contains("(ptp://a:9043)") && told.contains("(ptp://b:9043)"), told);
    }

    @Test
    void aMomentIsNotRoundedAway() {
        String told = piped(List.of(clock("a/b/c", "0:LOCKED 300:FREERUN 300.05:LOCKED")));
        assertTrue(told.contains(" 99.9% good  1 loss (1 flap)  FREERUN 50 ms; from 2026-11-22T03:09:05Z"), told);
    }

    @Test
    void whatMakesTheSumsUncertainIsSaid() {
        StateTimeline timeline = new StateTimeline(CLOCK, Samples.START);
        timeline.observe("LOCKED", Samples.START, Samples.START);
        timeline.observe("LOCKED", Samples.START.plusSeconds(3_600), Samples.START.plusSeconds(10));
        assertEquals("""
                evtool: 1 clock LOCKED all the time
                evtool: time in state: a sender's clock was set 1 time; across that, this machine's clock counts
                """, piped(List.of(new StateReport.Line("clock", "ptp://a", List.of("a"),
                timeline.summary(Samples.START.plusSeconds(20))))));
    }
}
