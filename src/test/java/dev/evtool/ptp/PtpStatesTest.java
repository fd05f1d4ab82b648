package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.event.Severity;
import dev.evtool.event.StateKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which facts are states of a clock, and how bad they are (`ptp.md`, section 6).
class PtpStatesTest {

    private static final List<StateKey> STATES = new PtpVocabulary().states();

    @Test
    void stateAndClassAreStatesOfANodesInterfaceAndResource() {
        assertEquals(List.of("state", "clock_class"), STATES.stream().map(StateKey::fact).toList());
        STATES.forEach(key -> assertEquals(List.of("node", "iface", "resource"), key.subject()));
    }

    @ParameterizedTest
    @CsvSource({"LOCKED, INFO", "SYNCHRONIZED, INFO", "HOLDOVER, WARN", "ACQUIRING-SYNC, WARN", "BOOTING, WARN",
            "FREERUN, ERROR", "UNLOCKED, ERROR", "FAILURE-NOFIX, ERROR", "ANTENNA-DISCONNECTED, ERROR"})
    void aStateIsAsBadAsItsEvent(String state, Severity severity) {
        assertEquals(severity, STATES.getFirst().severity().apply(state));
        assertEquals(severity, PtpVocabulary.severity(Map.of("state", state)));
    }

    @ParameterizedTest
    @CsvSource({"NA", "locked", "''"})
    void aWordThatNobodyKnowsIsNotGoodButNoAlarm(String state) {
        assertEquals(Severity.WARN, STATES.getFirst().severity().apply(state));
        assertEquals(Severity.INFO, PtpVocabulary.severity(Map.of("state", state)));
    }

    @ParameterizedTest
    @CsvSource({"0, INFO", "6, INFO", "7, WARN", "140, WARN", "165, WARN", "166, INFO", "248, ERROR", "255, INFO"})
    void clockClasses(long clockClass, Severity severity) {
        assertEquals(severity, STATES.getLast().severity().apply(clockClass));
        assertEquals(severity, PtpVocabulary.severity(Map.of("clock_class", clockClass)));
    }
}
