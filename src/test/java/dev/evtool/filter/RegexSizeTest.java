package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"abc ~ 3", "a{5} ~ 5", "a{2,7}b ~ 8", "a{3,}b ~ 4", "(ab){10} ~ 30",
            "((a{10}){10}){10} ~ 1110", "[a-z]{4}x ~ 5", "[]a]{4} ~ 4", "[^]\\]]{4} ~ 4", "[[:alpha:]]{4} ~ 4",
            "\\d{4} ~ 4", "\\Q(a{9}\\E{2} ~ 6", "a{x} ~ 4", "a{0} ~ 1"})
    void isAboutOneStepForEachElement(String regex, long steps) {
        assertTrue(RegexSize.within(steps + 1, regex), regex);
        assertFalse(RegexSize.within(steps - 1, regex), regex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((a{1000}){1000}){1000}){1000}", "\\Q[\\E((a{1000}){1000}){1000}]", "a{999999999}",
            "([x]{1000}){1000}", "(a|b{1000}){1000}", "(?:a{1000}){1000,}"})
    void whatUnrollsTooFarIsOverTheLimit(String regex) {
        assertFalse(RegexSize.within(5000, regex));
    }

    @Test
    void re2NeverMakesMuchMoreThanCounted() {
        Random random = new Random(11);
        String[] pieces = {"a", "[b-d]", "(", ")", "{3}", "{2,9}", "{4,}", "*", "+", "?", "|", "\\d", "."};
        int compiled = 0;
        for (int i = 0; i < 5000; i++) {
            String regex = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(n -> pieces[random.nextInt(pieces.length)])
                    .collect(Collectors.joining());
            if (RegexSize.within(200, regex)) {
                compiled += smallIfAny(regex);
            }
        }
        assertTrue(compiled > 500, "hardly any was a regex: " + compiled);
        assertEquals(0, smallIfAny("("));
    }

    private static int smallIfAny(String regex) {
        try {
            assertTrue(Pattern.compile(regex).programSize() < 1500, regex);
            return 1;
        } catch (com.google.re2j.PatternSyntaxException noRegex) {
            return 0;
        }
    }
}
