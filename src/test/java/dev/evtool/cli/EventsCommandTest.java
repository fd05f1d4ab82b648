package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.container.EngineSettings;
import dev.evtool.container.EventSelection;
import dev.evtool.container.EventWords;
import dev.evtool.event.Rfc3339;
import dev.evtool.report.LineStyle;
import dev.evtool.stream.StreamException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// From words to settings, without an engine.
class EventsCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-e docker://|-|-|false",
            "-e docker:// --since 2026-11-22T02:00:00Z|2026-11-22T02:00:00Z|-|false",
            "-e docker:// --no-follow|-|2026-11-22T03:00:00Z|true",
            "-e docker:// --no-follow --since 2026-11-22T02:00:00Z|2026-11-22T02:00:00Z|2026-11-22T03:00:00Z|false",
            "-e docker:// --no-follow --until 2026-11-22T04:00:00Z|-|2026-11-22T03:00:00Z|true",
            "-e docker:// --no-follow -U 2026-11-22T02:30:00Z|-|2026-11-22T02:30:00Z|true",
            "-e docker:// -U 2026-11-22T02:30:00Z|-|2026-11-22T02:30:00Z|true",
            "-e docker:// -U 2026-11-22T03:30:00Z|-|2026-11-22T03:30:00Z|false", "-e docker:// --history|-|-|true",
            "-e docker:// -S 2022-05-10T17:20:34.661862100+08:00|2022-05-10T09:20:34.6618621Z|-|false"})
    void bounds(String words, @Nullable String since, @Nullable String until, boolean history) throws Exception {
        EventsCommand command = parsed(words);
        command.boundByNow(NOW);
        assertEquals(since, text(command.filters.since), words);
        assertEquals(until, text(command.filters.until), words);
        assertEquals(history, command.settings(EventSelection.ALL).getFirst().history(), words);
    }

    @Test
    void aBeginningAheadAndAnEndNowContradictEachOther() {
        EventsCommand command = parsed("-e docker:// --no-follow -S 2026-11-22T03:00:01Z");
        assertThrows(UsageException.class, () -> command.boundByNow(NOW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-e docker://|docker:///var/run/docker.sock|false",
            "-e podman:// -e docker://n1:2376 -e podman://|podman:///run/podman/podman.sock docker://n1:2376|false",
            "-e /run/podman/podman.sock --insights|podman:///run/podman/podman.sock|true",
            "-e docker:// --no-insights|docker:///var/run/docker.sock|false"})
    void engines(String words, String uris, boolean insights) throws Exception {
        List<EngineSettings> settings = parsed(words).settings(EventSelection.ALL);
        assertEquals(uris, String.join(" ", settings.stream().map(EngineSettings::uri).toList()));
        assertEquals(insights, settings.getFirst().insights());
    }

    @Test
    void filesForTlsAreForAllEnginesThatSayNothingElse() throws Exception {
        List<EngineSettings> settings = parsed("-e docker://n1:2376 -e docker://n2?ca=other.pem --ca ca.pem --retry")
                .settings(EventSelection.ALL);
        assertEquals(Path.of("ca.pem"), settings.getFirst().connecting().security().tls().ca());
        assertEquals(Path.of("other.pem"), settings.getLast().connecting().security().tls().ca());
        assertTrue(settings.getFirst().connecting().retry());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--type container,image --type volume|[] [container, image, volume] [] {}",
            "--action die,destroy,exec_start,died,reanme,/tasks/exit,exec-die|[] [] [die, remove, exec-start, die, rename, die, exec-die] {}",
            "--type image --action remove,untag|[] [image] [delete, untag] {}",
            "--action remove|[] [] [remove] {}", "-n web,db -n 32|[web, db, 32] [] [] {}",
            "--label app --label a.b/c=x=y,z|[] [] [] {app=, a.b/c=x=y,z}"})
    void whichEvents(String words, String selection) throws StreamException.Usage {
        EventsCommand command = parsed(words);
        EventSelection selected = EventWords.selection(command.names, command.types, command.actions, command.labels);
        assertEquals(selection, selected.names() + " " + selected.types() + " " + selected.actions() + " "
                + selected.labels());
    }

    @Test
    void linesAreLocalAndShortUnlessOtherwiseWanted() {
        LineStyle style = parsed("").lineStyle(List.of());
        assertEquals(ZoneId.systemDefault(), style.zone());
        LineStyle other = parsed("--utc --no-trunc").lineStyle(List.of());
        assertEquals(ZoneOffset.UTC, other.zone());
        assertTrue(other.fullIds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"events -e ftp://x", "events -e docker:// --type contaner",
            "events -e docker:// --action dye",
            "events -e docker:// --label =x", "events -e docker:// --since 1m --until 2m", "events --demo -e docker://",
            "events -e docker:// --label a=1 --label a=2", "events state -e tcp://h:1",
            "events -e docker://x?api=1"})
    void wrongWordsAreExit2(String words) {
        Call call = Call.of(words.split(" "));
        assertEquals(2, call.exit(), call.transcript());
        assertEquals("", call.out());
    }

    @Test
    void theDemoShowsTheChosenEventsOfAllItsEngines() {
        Call call = Call.of("events", "--demo", "--since", "10m", "--type", "container", "--no-follow", "--utc");
        assertEquals(0, call.exit(), call.transcript());
        String line = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z (docker|podman|isulad) container [^ ]+.*";
        assertTrue(call.out().lines().allMatch(l -> l.matches(line)), call.out());
        assertTrue(call.out().contains(" docker container start "), call.out());
        assertTrue(call.out().contains(" podman container "), call.out());
    }

    @Test
    void theDemosContainersAreListed() {
        Call call = Call.of("events", "state", "--demo", "--label", "app=shop", "-o", "ndjson");
        assertEquals(0, call.exit(), call.transcript());
        assertTrue(call.out().lines().anyMatch(l -> l.contains("\"name\":\"web\"") && l.contains("\"state\":")),
                call.out());
        assertTrue(call.out().lines().allMatch(l -> l.contains("\"app\":\"shop\"")), call.out());
    }

    @Test
    void anUnknownActionIsAnsweredWithTheNearest() {
        Call call = Call.of("events", "-e", "docker://", "--action", "strat");
        assertTrue(call.err().contains("did you mean start?"), call.err());
        assertTrue(call.err().contains("-f 'engine_action == \"strat\"'"), call.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "events state"})
    void withoutAnyEngineAllThatWasTriedIsTold(String words) {
        Map<String, String> environment = Map.of("LANG", "C.UTF-8", "DOCKER_HOST", "ssh://me@host");
        Call call = Call.with("", environment, words.split(" "));
        assertEquals(2, call.exit(), call.transcript());
        assertTrue(call.err().contains("DOCKER_HOST"), call.err());
        assertTrue(call.err().contains("ssh -NL"), call.err());
    }

    @Test
    void anEngineThatIsNotThereIsExit3AndTheOthersAreAskedAllTheSame() {
        Call call = Call.of("events", "state", "-e", "docker:///nowhere/docker.sock", "-e",
                "podman:///nowhere/podman.sock");
        assertEquals(3, call.exit(), call.transcript());
        assertTrue(call.err().contains("/nowhere/docker.sock"), call.err());
        assertTrue(call.err().contains("/nowhere/podman.sock"), call.err());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Rfc3339.format(time);
    }

    private static EventsCommand parsed(String words) {
        CommandLine root = RootCommand.commandLine(new Console(InputStream.nullInputStream(),
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Map.of("LANG", "C.UTF-8")));
        root.parseArgs(("events " + words).strip().split(" ", -1));
        return root.getSubcommands().get("events").getCommand();
    }
}
