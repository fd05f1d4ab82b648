package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Notice.Kind;
import dev.evtool.report.Messages;
import dev.evtool.stream.Problem;
import dev.evtool.terminal.Abilities;
import dev.evtool.terminal.Theme;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChorusTest {

    private static final int SOURCES = 1000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Messages messages = new Messages(err, new Theme(Abilities.PIPE));

    private List<String> lines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Notice notice(int source, Kind kind) {
        return new Notice("ptp://n" + source, Instant.EPOCH, kind, "so it is");
    }

    @Test
    void whatAllSaySumsUpToALine() {
        try (Chorus chorus = new Chorus(messages, SOURCES)) {
            for (int i = 0; i < SOURCES; i++) {
                chorus.notice(notice(i, Kind.CONNECTED));
                chorus.notice(notice(i, Kind.SUBSCRIBED));
                chorus.notice(notice(i, Kind.UNSUBSCRIBED));
            }
            chorus.notice(notice(0, Kind.SUBSCRIBED)); // again, after an outage
        }
        assertTrue(lines().contains("evtool: 1000 of 1000 sources connected, 1000 subscribed"), err::toString);
        assertEquals("evtool: unsubscribed at 1000 sources", lines().getLast());
        assertTrue(lines().size() < 20, err::toString);
    }

    @Test
    void someOfThoseInTroubleAreNamedAndTheOthersCounted() {
        try (Chorus chorus = new Chorus(messages, SOURCES)) {
            for (int i = 0; i < 7; i++) {
                chorus.notice(notice(i, Kind.RECONNECTING));
            }
            chorus.notice(notice(8, Kind.WARNING));
        }
        assertEquals(List.of("evtool: ptp://n0: so it is", "evtool: ptp://n1: so it is", "evtool: ptp://n2: so it is",
                "evtool: ptp://n3: so it is", "evtool: ptp://n4: so it is", "evtool: ptp://n8: so it is",
                "evtool: and 2 more of the kind \"reconnecting\" in the last 10 s"), lines());
    }

    @Test
    void failuresAndGapsAreCountedToo() {
        try (Chorus chorus = new Chorus(messages, SOURCES)) {
            for (int i = 0; i < 500; i++) {
                chorus.failed(new Problem("n" + i + " is not there", null, null));
                chorus.gap(Gap.possible("ptp://n" + i, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "away"));
            }
        }
        assertEquals(5, lines().stream().filter(l -> l.endsWith("is not there")).count(), err::toString);
        assertEquals(5, lines().stream().filter(l -> l.startsWith("evtool: gap")).count(), err::toString);
        assertTrue(lines().contains("evtool: 500 of 1000 sources failed"), err::toString);
        assertEquals("evtool: and 495 more gaps in the last 10 s", lines().getLast());
    }
}
