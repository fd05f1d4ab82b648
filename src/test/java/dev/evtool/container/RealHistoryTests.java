package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import dev.evtool.container.EventsProcess.Printed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds on every real engine that remembers: bounds are inclusive and exact to the nanosecond.
abstract class RealHistoryTests<E extends RealEngine> extends RealEngineTests<E> {

    /// The story in the order of its times.
    private List<Printed> byTime() {
        return story.printed().stream().sorted(Comparator.comparing(Printed::time)).toList();
    }

    private List<Instant> times(String... options) throws Exception {
        return EventsProcess.past(engine.uri(), options).events().stream().map(Printed::time).sorted().toList();
    }

    private static List<Instant> times(List<Printed> events, Predicate<Printed> wanted) {
        return events.stream().filter(wanted).map(Printed::time).sorted().toList();
    }

    private List<String> lines(String... options) throws Exception {
        try (Launched run = Launched.evtool(Stream.concat(
                Stream.of("events", "-e", engine.uri(), "-o", "text", "--no-follow"), Stream.of(options))
                .toArray(String[]::new))) {
            assertEquals(0, run.exit(), run.err().toString());
            return List.copyOf(run.out());
        }
    }

    @Test
    void aPrintedTimeTakenBackGivesExactlyThatEvent() throws Exception {
        List<Printed> events = byTime();
        List<String> all = lines("--since", EventsProcess.at(events.getFirst().time()), "--until",
                EventsProcess.at(events.getLast().time()));
        assertEquals(events.size(), all.size(), all.toString());
        for (String line : List.of(all.getFirst(), all.get(all.size() / 2), all.getLast())) {
            String time = line.substring(0, line.indexOf(' '));
            assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}([+-]\\d\\d:\\d\\d|Z)"), line);
            assertEquals(all.stream().filter(other -> other.startsWith(time + " ")).toList(),
                    lines("--since", time, "--until", time));
        }
    }

    @Test
    void boundsAreInclusive() throws Exception {
        List<Printed> events = byTime();
        Instant from = events.get(events.size() / 3).time();
        Instant to = events.get(events.size() * 2 / 3).time();
        assertEquals(times(events, event -> !event.time().isBefore(from) && !event.time().isAfter(to)),
                times("--since", EventsProcess.at(from), "--until", EventsProcess.at(to)));
        assertEquals(
                times(events, event -> event.time().isAfter(from) && event.time().isBefore(to)),
                times("--since", EventsProcess.at(from.plusNanos(1)), "--until", EventsProcess.at(to.minusNanos(1))));
    }

    @Test
    void aNameSelects() throws Exception {
        List<Printed> events = byTime();
        List<Instant> three = times(events, isContainer("three"));
        assertTrue(three.size() > 3, three.toString());
        assertEquals(three, times("-n", "three", "--type", "container", "--since",
                EventsProcess.at(events.getFirst().time()), "--until", EventsProcess.at(events.getLast().time())));
    }

    @Test
    void actionsAndLabelsSelect() throws Exception {
        List<Printed> events = byTime();
        String since = EventsProcess.at(events.getFirst().time());
        String until = EventsProcess.at(events.getLast().time());
        Predicate<Printed> death = event -> event.object().equals("container") && event.action().equals("die");
        assertEquals(times(events, death), times("--type", "container", "--action", "die", "--since", since,
                "--until", until));
        assertEquals(times(events, death.and(event -> isContainer("shop").test(event))), times("--type",
                "container", "--action", "die", "--label", "app=shop", "--since", since, "--until", until));
    }

    @Test
    void theFutureEndsWhenItIsOver() throws Exception {
        try (EventsProcess process = EventsProcess.start(engine.uri(), "--until", "+3s")) {
            assertEquals(0, process.run().exit(), process.run().err().toString());
        }
    }

    /// What the catalog says of an engine's events is what a real one sends.
    @Test
    void everyEventIsValidByItsSchema() throws Exception {
        try (Launched run = Launched.evtool("validate", engine.uri(), "--since", "1h", "--until", "now", "--strict")) {
            assertEquals(0, run.exit(), () -> run.out() + " " + run.err());
            String counts = run.out().getLast();
            assertTrue(counts.matches("\\d{2,} records in 1 input: \\d+ valid"), counts);
        }
    }
}
