package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The messages for wrong expressions, word for word.
class MistakesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/filter/mistakes.txt");

    /// Each message shows its expression in its second line, so the file is the list of the mistakes as well. Written
    /// anew by `mvn test -Dgolden=write`.
    @Test
    void messagesAreAsWritten() throws IOException {
        String golden = Files.readString(GOLDEN);
        String now = Stream.of(golden.strip().split("\n\n", -1)).map(MistakesTest::again)
                .collect(Collectors.joining("\n\n", "", "\n"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN, now);
        }
        assertEquals(golden, now);
    }

    private static String again(String message) {
        return mistake(message.lines().skip(1).findFirst().orElseThrow().substring(2)).getMessage();
    }

    @Test
    void aMistakeInALongerTextIsPlacedByLineAndColumn() {
        FilterException e = mistake("state == \"X\"\n  && nod == \"y\"");
        assertEquals("""
                line 2, column 6: unknown variable `nod`; did you mean `node`?
                    && nod == "y"
                       ^""", e.getMessage());
        assertEquals(2, e.line());
        assertEquals(6, e.column());
        assertEquals("line 2, column 6: unknown variable `nod`; did you mean `node`?", e.what());
    }

    @Test
    void columnsAreCodePoints() {
        FilterException e = mistake("state == '🕰🕰' && nod == 'y'");
        assertEquals(18, e.column());
        assertEquals("  state == '🕰🕰' && nod == 'y'\n" + " ".repeat(19) + "^", e.excerpt());
    }

    @Test
    void ofALongLineThePartAroundTheMistakeIsShown() {
        String half = "node == 'n' || ".repeat(20);
        FilterException e = mistake(half + "nod == 'y' || " + half + "true");
        assertEquals(301, e.column());
        List<String> lines = e.excerpt().lines().toList();
        assertEquals(lines.getFirst().indexOf("nod =="), lines.get(1).indexOf('^'));
        assertEquals("  …", lines.getFirst().substring(0, 3));
        assertEquals("…", lines.getFirst().substring(79));
    }

    @Test
    void controlCharactersDoNotShiftTheMark() {
        assertEquals("  state ==  nod\n            ^", mistake("state ==\t\fnod").excerpt());
    }

    @Test
    void nothingIsNoExpression() {
        assertEquals("there is no expression", mistake("").getMessage());
        assertEquals("column 1: there is no expression", mistake("  ").what());
    }

    private static FilterException mistake(String expression) {
        return assertThrows(FilterException.class, () -> Filter.compile(List.of(expression), Samples.FIELDS),
                expression);
    }
}
