package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JSON as Python writes it; what is expected here was printed by Python 3.11.
class JsonDumpsTest {

    @ParameterizedTest
    @CsvSource({"1.0, 1.0", "-0.0, -0.0", "0.1, 0.1", "123456789012345680, 1.2345678901234568e+17",
            "1e15, 1000000000000000.0", "1e16, 1e+16", "0.0001, 0.0001", "0.00001, 1e-05", "1.5e-7, 1.5e-07",
            "1e100, 1e+100", "1.7976931348623157E308, 1.7976931348623157e+308"})
    void numbersAreSpeltAsPythonDoes(double number, String expected) {
        assertEquals(expected, JsonDumps.text(number));
    }

    @Test
    void everythingButAsciiIsEscaped() {
        assertEquals("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\\u00e9\\u20ac\\ud83d\\ude00\"",
                JsonDumps.text("a\"\\/\b\f\n\r\t\u0001\u007f\u00e9\u20ac\ud83d\ude00"));
    }

    @Test
    void thereIsABlankAfterCommasAndColons() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("a", Arrays.asList(1L, null, true));
        tree.put("b", Map.of());
        tree.put("c", List.of());
        tree.put("d", Map.of("e", 5L));
        assertEquals("{\"a\": [1, null, true], \"b\": {}, \"c\": [], \"d\": {\"e\": 5}}", JsonDumps.text(tree));
    }

    @Test
    void aTreeIsWrittenAsItWasRead() throws JsonFormatException {
        String text = "{\"b\": [1, -5, 12345678901234567890, 1.5], \"a\": {\"\\u00e9\": \"\\ud83d\\ude00\", \"n\": null}}";
        assertEquals(text, JsonDumps.text(JsonTree.parse(text)));
    }
}
