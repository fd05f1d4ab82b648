package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest(name = "{0} {1} on {2}: {3}")
    @CsvSource({
            // the usual cases
            "AUTO,   TERM=xterm,                                TERMINAL, BASIC",
            "AUTO,   TERM=xterm-256color,                       TERMINAL, INDEXED",
            "AUTO,   TERM=xterm-256color COLORTERM=truecolor,   TERMINAL, DIRECT",
            "AUTO,   TERM=xterm,                                PIPE,     NONE",
            "AUTO,   TERM=xterm,                                OTHER,    NONE",
            // terminals that cannot
            "AUTO,   TERM=dumb,                                 TERMINAL, NONE",
            "AUTO,   '',                                        TERMINAL, NONE",
            // what the environment wishes
            "AUTO,   TERM=xterm NO_COLOR=1,                     TERMINAL, NONE",
            "AUTO,   TERM=xterm NO_COLOR=,                      TERMINAL, BASIC",
            "AUTO,   TERM=xterm CLICOLOR=0,                     TERMINAL, NONE",
            "AUTO,   TERM=xterm CLICOLOR_FORCE=1,               PIPE,     BASIC",
            "AUTO,   TERM=xterm CLICOLOR_FORCE=0,               PIPE,     NONE",
            "AUTO,   TERM=xterm CLICOLOR_FORCE=1 NO_COLOR=1,    PIPE,     NONE",
            // the command line has the last word
            "ALWAYS, NO_COLOR=1,                                PIPE,     BASIC",
            "ALWAYS, TERM=dumb,                                 TERMINAL, BASIC",
            "NEVER,  TERM=xterm CLICOLOR_FORCE=1,               TERMINAL, NONE"})
    void colors(ColorWish wish, String environment, Descriptor stdout, ColorDepth expected) {
        assertEquals(expected, terminal(environment, wish, stdout).abilities(StandardStream.OUTPUT).colors());
    }

    @ParameterizedTest
    @CsvSource({"LANG=C.UTF-8, true", "LANG=de_DE.utf8, true", "LANG=C, false", "'', false", "LANG=de_DE@euro, false",
            "LANG=en_US.UTF-8 LC_CTYPE=C, false", "LANG=C LC_CTYPE=C.UTF-8, true", "LANG=C.UTF-8 LC_ALL=POSIX, false",
            "LC_ALL= LANG=C.UTF-8, true"})
    void localeDecidesOnUnicode(String environment, boolean expected) {
        assertEquals(expected,
                terminal(environment, ColorWish.AUTO, Descriptor.TERMINAL).abilities(StandardStream.ERROR).unicode());
    }

    @ParameterizedTest
    @CsvSource({"TERMINAL, COLUMNS=72, 72", "TERMINAL, '', 133", "TERMINAL, COLUMNS=0, 133",
            "TERMINAL, COLUMNS=wide, 133",
            "TERMINAL, COLUMNS=99999, 133", "TERMINAL, COLUMNS=123456789012, 133", "PIPE, COLUMNS=72, -1",
            "OTHER, '', -1"})
    void width(Descriptor stdout, String environment, int expected) {
        assertEquals(expected, terminal(environment, ColorWish.AUTO, stdout).columns(StandardStream.OUTPUT).orElse(-1));
    }

    @Test
    void aScreenNeedsTerminalsOnBothSidesThatCanMoveTheCursor() {
        assertTrue(terminal("TERM=xterm", ColorWish.NEVER, Descriptor.TERMINAL).fitForScreens());
        assertFalse(terminal("TERM=dumb", ColorWish.AUTO, Descriptor.TERMINAL).fitForScreens());
        assertFalse(terminal("TERM=xterm", ColorWish.ALWAYS, Descriptor.PIPE).fitForScreens());
        Terminal noKeys = new Terminal(Map.of("TERM", "xterm"), ColorWish.AUTO,
                stream -> stream == StandardStream.INPUT ? Descriptor.OTHER : Descriptor.TERMINAL,
                _ -> OptionalInt.empty());
        assertFalse(noKeys.fitForScreens());
    }

    private static Terminal terminal(String environment, ColorWish wish, Descriptor everyStream) {
        Map<String, String> variables = new HashMap<>();
        for (String variable : environment.split(" ", -1)) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return new Terminal(variables, wish, _ -> everyStream, _ -> OptionalInt.of(133));
    }
}
