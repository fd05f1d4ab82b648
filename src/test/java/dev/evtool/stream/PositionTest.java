package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.000000001Z");

    private final Position position = new Position();

    @Test
    void takesEachOnce() {
        assertTrue(position.take("a", NOON));
        assertTrue(position.take("b", NOON));
        assertFalse(position.take("a", NOON));
        assertTrue(position.knows("b"));
        assertFalse(position.knows("c"));
    }

    @Test
    void beginsNowhere() {
        assertEquals(Optional.empty(), position.newest());
        assertEquals(Optional.empty(), position.resumeFrom());
    }

    @Test
    void resumesALittleBeforeTheNewest() {
        position.take("a", NOON);
        assertEquals(Optional.of(NOON), position.newest());
        assertEquals(Optional.of(NOON.minusSeconds(5)), position.resumeFrom());
    }

    @Test
    void resumesBeforeWhatCameLastWhenThatIsOlder() {
        position.take("a", NOON);
        position.take("b", NOON.minusSeconds(3600));
        assertEquals(Optional.of(NOON), position.newest());
        assertEquals(Optional.of(NOON.minusSeconds(3605)), position.resumeFrom());
    }

    @Test
    void doesNotResumeBeforeItsBegin() {
        position.beginAt(NOON);
        position.take("a", NOON.plusSeconds(2));
        assertEquals(Optional.of(NOON), position.resumeFrom());
        position.take("b", NOON.plusSeconds(7));
        assertEquals(Optional.of(NOON.plusSeconds(2)), position.resumeFrom());
        position.take("c", NOON.minusSeconds(3600));
        assertEquals(Optional.of(NOON.minusSeconds(3605)), position.resumeFrom(), "its clock was set back");
    }

    @Test
    void aClockThatWentBackStartsAnew() {
        position.take("a", NOON);
        position.take("b", NOON.minusSeconds(3600));
        position.clockWentBack();
        assertEquals(Optional.of(NOON.minusSeconds(3600)), position.newest());
    }

    @Test
    void remembersABoundedNumber() {
        for (int i = 0; i < 20_000; i++) {
            position.take(Integer.toString(i), NOON.plusSeconds(i));
        }
        assertTrue(position.knows("19999"));
        assertTrue(position.knows("3616"));
        assertFalse(position.knows("3615"));
    }
}
