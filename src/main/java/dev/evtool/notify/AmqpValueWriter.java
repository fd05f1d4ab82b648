package dev.evtool.notify;

import com.rabbitmq.client.LongString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes AMQP values as JSON that [AmqpTextReader] reads back to the very same values. What JSON has is plain: text,
/// truth values, null, integers of 32 bits, doubles, lists, tables. Any other type is an object with one member that
/// names it: `{"$int64":5}`. A table that happens to look like this is put in `{"$table":...}`.
final class AmqpValueWriter {

    /// Deeper tables are cut; a record of a capture has an end too.
    private static final int DEEPEST = 64;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(256);
    private final boolean keepsSecrets;
    private boolean redacted;
    private boolean first = true;

    AmqpValueWriter(boolean keepsSecrets) {
        this.keepsSecrets = keepsSecrets;
    }

    /// Whether a value was hidden for its name.
    boolean redacted() {
        return redacted;
    }

    AmqpValueWriter raw(String json) {
        out.append(json);
        return this;
    }

    /// A member of the object that the text is in; none if the value is null.
    void member(String name, @Nullable Object value) {
        if (value != null) {
            if (!first) {
                out.append(',');
            }
            first = false;
            text(name);
            out.append(':');
            value(value, 0);
        }
    }

    private void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case String s -> text(s);
            case LongString s -> longString(s);
            case Boolean b -> out.append(b);
            case Integer i -> out.append(i);
            case Long l -> tagged("int64").append(l).append('}');
            case Short s -> tagged("int16").append(s).append('}');
            case Byte b -> tagged("int8").append(b).append('}');
            case Double d when Double.isFinite(d) -> out.append(d);
            case Double d -> tagged("double").append('"').append(d).append("\"}");
            case Float f when Float.isFinite(f) -> tagged("float").append(f).append('}');
            case Float f -> tagged("float").append('"').append(f).append("\"}");
            case BigDecimal d -> tagged("decimal").append('"').append(d).append("\"}");
            case Date d -> tagged("timestamp").append('"').append(d.toInstant()).append("\"}");
            case byte[] b -> bytes("bytes", b);
            case Map<?, ?> m when depth < DEEPEST -> table(m, depth + 1);
            case List<?> l when depth < DEEPEST -> list(l, depth + 1);
            case Map<?, ?> _ -> tagged("cut").append(DEEPEST).append('}');
            case List<?> _ -> tagged("cut").append(DEEPEST).append('}');
            default -> throw new IllegalArgumentException("AMQP has no " + value.getClass());
        }
    }

    private StringBuilder tagged(String type) {
        return out.append("{\"$").append(type).append("\":");
    }

    private void bytes(String type, byte[] bytes) {
        tagged(type).append('"').append(Base64.getEncoder().encodeToString(bytes)).append("\"}");
    }

    /// AMQP does not say in which charset texts are; nearly all of them are UTF-8.
    private void longString(LongString value) {
        byte[] bytes = value.getBytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            text(text);
        } else {
            bytes("text", bytes);
        }
    }

    private void list(List<?> values, int depth) {
        char before = '[';
        for (Object value : values) {
            out.append(before);
            value(value, depth);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void table(Map<?, ?> table, int depth) {
        boolean confusing = table.size() == 1 && table.keySet().iterator().next().toString().startsWith("$");
        if (confusing) {
            tagged("table");
        }
        char before = '{';
        for (Map.Entry<?, ?> entry : table.entrySet()) {
            out.append(before);
            String name = entry.getKey().toString();
            text(name);
            out.append(':');
            if (!keepsSecrets && entry.getValue() != null && SecretNames.has(name)) {
                redacted = true;
                text(Redaction.HIDDEN);
            } else {
                value(entry.getValue(), depth);
            }
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}").append(confusing ? "}" : "");
    }

    /// A text in quotes.
    AmqpValueWriter text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            } else {
                out.append(c);
            }
        }
        out.append('"');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
