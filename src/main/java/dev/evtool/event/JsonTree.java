package dev.evtool.event;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as a tree: Map in the text's order, List, String, Long, BigInteger, Double, Boolean, null. For those who change
/// what they have read.
public final class JsonTree {

    private static final int FITS_LONG = 18;

    private JsonTree() {}

    /// The tree of a text.
    ///
    /// @throws JsonFormatException if it is no JSON
    public static @Nullable Object parse(byte[] text, int from, int to) throws JsonFormatException {
        JsonTape tape = new JsonTape();
        tape.read(text, from, to);
        return of(tape, 0);
    }

    /// The tree of a text.
    ///
    /// @throws JsonFormatException if it is no JSON
    public static @Nullable Object parse(String text) throws JsonFormatException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /// The tree of the value at a token. Of names that stand twice the last counts.
    public static @Nullable Object of(JsonTape tape, int token) {
        return switch (tape.first(token)) {
            case '{' -> object(tape, token);
            case '[' -> array(tape, token);
            case '"' -> tape.string(token);
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> null;
            default -> number(new String(tape.bytes(), tape.from(token), tape.to(token) - tape.from(token),
                    StandardCharsets.US_ASCII));
        };
    }

    private static Map<String, @Nullable Object> object(JsonTape tape, int token) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int end = tape.next(token);
        for (int t = token + 1; t < end; t = tape.next(t + 1)) {
            map.put(tape.string(t), of(tape, t + 1));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonTape tape, int token) {
        List<@Nullable Object> list = new ArrayList<>();
        int end = tape.next(token);
        for (int t = token + 1; t < end; t = tape.next(t)) {
            list.add(of(tape, t));
        }
        return list;
    }

    private static Number number(String text) {
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            return Double.valueOf(text);
        }
        return text.length() <= FITS_LONG ? Long.valueOf(text) : shortest(new BigInteger(text));
    }

    private static Number shortest(BigInteger number) {
        return number.bitLength() < Long.SIZE ? Long.valueOf(number.longValue()) : number;
    }
}
