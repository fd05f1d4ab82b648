package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The cursor over objects: what it gives, and what it does not let pass.
class JsonCursorTest {

    private final JsonCursor cursor = new JsonCursor();

    private JsonCursor on(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cursor.reset(bytes, 0, bytes.length);
        return cursor;
    }

    /// The members as text, inner objects in braces.
    private String members() throws JsonFormatException {
        StringBuilder all = new StringBuilder();
        cursor.enter();
        while (cursor.next()) {
            all.append(cursor.name()).append('=');
            if (cursor.isObject()) {
                all.append('{').append(members()).append('}');
            } else if (cursor.isString()) {
                all.append(cursor.text());
            } else {
                cursor.skip();
            }
            all.append(' ');
        }
        return all.toString().strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                          | ``
            { "a" : "x" , "b":{ } }                     | a=x b={}
            {"a":{"b":{"c":"d"}},"e":"f"}               | a={b={c=d}} e=f
            {"a":[1,{"b":2}],"c":null,"d":"\\u00e9\\n"} | a= c= d=é
            {"a\\tb":"x"}                               | a\tb=x
            """)
    void goesThroughAllMembers(String json, String members) throws Exception {
        on(json);
        assertEquals(members, members());
        assertEquals(json.getBytes(StandardCharsets.UTF_8).length, cursor.position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}",
            "{\"a\" 1}",
            "{\"a\":1 \"b\":2}", "{a:1}", "{\"a\":tru}", "{\"a\":{\"b\":1}", "{\"a\":\"\u0001\"}"})
    void letsNothingPassThatIsNoObject(String json) {
        assertThrows(JsonFormatException.class, () -> {
            on(json);
            members();
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "17, 17", "9223372036854775807, 9223372036854775807",
            "-9223372036854775808, -9223372036854775808", "1795300747005830828, 1795300747005830828", "null, 0"})
    void givesIntegersToTheirLastDigit(String json, long value) throws Exception {
        on("{\"n\":" + json + "}").enter();
        assertTrue(cursor.next());
        assertEquals(value, cursor.integer());
        assertFalse(cursor.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999", "1.0", "1e3",
            "\"1\"", "true", "[]", "18446744073709551616"})
    void givesNothingThatIsNoIntegerOf64Bits(String json) throws Exception {
        on("{\"n\":" + json + "}").enter();
        assertTrue(cursor.next());
        JsonFormatException e = assertThrows(JsonFormatException.class, cursor::integer);
        assertEquals("an integer of 64 bits expected in n at byte 6", e.explanation());
    }

    @Test
    void givesWordsThatRepeatAsOneString() throws Exception {
        on("{\"a\":\"word\",\"b\":\"word\",\"c\":null,\"d\":7}").enter();
        assertTrue(cursor.next());
        String first = cursor.word();
        assertTrue(cursor.next());
        assertSame(first, cursor.word());
        assertTrue(cursor.next());
        assertEquals("", cursor.word());
        assertTrue(cursor.next());
        assertThrows(JsonFormatException.class, cursor::word);
    }

    @Test
    void leavesWhatFollowsTheObject() throws Exception {
        on(" {\"a\":\"x\"}{\"b\":1}");
        assertEquals("a=x", members());
        assertEquals(10, cursor.position());
    }
}
