package dev.evtool.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as Python's `json.dumps` writes it, which is what OpenStack's services put on the bus: a blank after `,` and `:`,
/// everything but ASCII escaped, numbers as Python spells them.
public final class JsonDumps {

    private static final double LEAST_PLAIN = 1e-4;
    private static final double LEAST_POWER = 1e16;

    private final StringBuilder out = new StringBuilder(1 << 10);

    private JsonDumps() {}

    /// The bytes of a tree of Map, List, String, Number, Boolean and null; all of them are ASCII.
    public static byte[] bytes(@Nullable Object value) {
        return text(value).getBytes(StandardCharsets.US_ASCII);
    }

    /// The same as a String.
    public static String text(@Nullable Object value) {
        JsonDumps dumps = new JsonDumps();
        dumps.put(value);
        return dumps.out.toString();
    }

    private void put(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> object(map);
            case List<?> list -> {
                String before = "[";
                for (Object item : list) {
                    out.append(before);
                    put(item);
                    before = ", ";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case String text -> quoted(text);
            case Double number -> number(number);
            default -> out.append(value);
        }
    }

    private void object(Map<?, ?> map) {
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(before);
            quoted(String.valueOf(entry.getKey()));
            out.append(": ");
            put(entry.getValue());
            before = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int letter = "\"\\\b\f\n\r\t".indexOf(c);
            if (letter >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(letter));
            } else if (c >= ' ' && c <= '~') {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        out.append('"');
    }

    /// As Python's `repr`: the shortest digits, a power of ten only for what is very small or large.
    private void number(double number) {
        double size = Math.abs(number);
        if (size == 0 || (size >= LEAST_PLAIN && size < LEAST_POWER)) {
            String plain = size == 0 ? Double.toString(number)
                    : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
            out.append(plain).append(plain.indexOf('.') < 0 ? ".0" : "");
            return;
        }
        String[] parts = Double.toString(number).split("E", -1);
        int power = Integer.parseInt(parts[1]);
        out.append(parts[0].replaceFirst("\\.0$", "")).append('e').append(power < 0 ? '-' : '+')
                .append(String.format(Locale.ROOT, "%02d", Math.abs(power)));
    }
}
