package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// The scanner must take for JSON exactly what a full parser takes for it.
class JsonScannerTest {

    // no NUL: it makes Jackson guess UTF-16
    private static final byte[] SPICE = "{}[]\",:\\u0019eE+-.tfn \n\u00e9\ud83d\ude00\u0001"
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void agreesWithAParserOnTextsThatWereTamperedWith() {
        RandomItems items = new RandomItems(11);
        JsonScanner scanner = new JsonScanner();
        int valid = 0;
        int total = 50_000;
        for (int i = 0; i < total; i++) {
            // Jackson refuses halves of surrogate pairs in names, which JSON's grammar does not
            String json = items.json(0).replaceAll("\\\\ud[8c]00", "?");
            byte[] text = tampered(json.getBytes(StandardCharsets.UTF_8), items.random());
            boolean expected = isUtf8(text) && parses(text);
            assertEquals(expected, scanner.isJson(text), () -> new String(text, StandardCharsets.UTF_8));
            valid += expected ? 1 : 0;
        }
        // else the comparison says little
        assertTrue(valid > total / 10 && valid < total * 9 / 10, valid + " of " + total);
    }

    private static byte[] tampered(byte[] text, RandomGenerator random) {
        byte[] changed = text.clone();
        for (int n = random.nextInt(3); n > 0 && changed.length > 0; n--) {
            int at = random.nextInt(changed.length);
            byte spice = SPICE[random.nextInt(SPICE.length)];
            switch (random.nextInt(3)) {
                case 0 -> changed[at] = spice;
                case 1 -> changed = Arrays.copyOf(changed, at);
                default -> {
                    byte[] longer = Arrays.copyOf(changed, changed.length + 1);
                    System.arraycopy(changed, at, longer, at + 1, changed.length - at);
                    longer[at] = spice;
                    changed = longer;
                }
            }
        }
        return changed;
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean parses(byte[] text) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            int values = 0;
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += depth == 0 ? 1 : 0;
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                parser.getString();
            }
            return values == 1;
        } catch (JacksonException noJson) {
            return false;
        }
    }
}
