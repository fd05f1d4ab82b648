package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("state", "severity", "offset", "id", "ql", "clock_class");

    @ParameterizedTest
    @CsvSource({"stat,state", "sate,state", "staet,state", "STATE,state", "ofset,offset", "clockclass,clock_class",
            "clock-class,clock_class", "ip,id", "xx,", "worker,", "'',"})
    void isTheOneMeant(String typed, String meant) {
        assertEquals(Optional.ofNullable(meant), NearestName.of(typed, KNOWN));
    }

    @Test
    void editsCountAsADistanceDoes() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            String a = word(random);
            String b = word(random);
            assertEquals(NearestName.edits(a, b), NearestName.edits(b, a));
            assertEquals(a.equals(b), NearestName.edits(a, b) == 0);
            assertEquals(1, NearestName.edits(a, a + "x"));
            assertEquals(a.length(), NearestName.edits(a, ""));
        }
        assertEquals(1, NearestName.edits("state", "sttae"));
        assertEquals(3, NearestName.edits("kitten", "sitting"));
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(6), 'a', 'd').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }
}
