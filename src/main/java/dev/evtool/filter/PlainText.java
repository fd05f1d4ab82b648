package dev.evtool.filter;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.evtool.event.Json;
import dev.evtool.event.Rfc3339;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// The values of expressions as a template prints them.
final class PlainText {

    /// In place of what an event does not have.
    static final String NOTHING = "-";

    private static final double EXACT = 1L << 53;

    private PlainText() {}

    static String of(Object value) {
        return switch (value) {
            case Expression.Absent _,NullValue _ -> NOTHING;
            case Map<?, ?> map -> json(map);
            case List<?> list -> json(list);
            default -> scalar(value);
        };
    }

    /// Without `.0`, since nobody asked for a floating point number in `{{offset}}`.
    static String number(double d) {
        return d == Math.rint(d) && Math.abs(d) < EXACT ? Long.toString((long) d) : Double.toString(d);
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Double d -> number(d);
            case Instant time -> Rfc3339.format(time);
            case Duration duration -> seconds(duration);
            case CelByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
            case TypeType type -> type.containingTypeName();
            default -> value.toString();
        };
    }

    /// As CEL writes a duration: `1.5s`.
    private static String seconds(Duration d) {
        String text = d.abs().toSeconds() + "." + "%09d".formatted(d.abs().toNanosPart());
        return (d.isNegative() ? "-" : "") + text.replaceAll("\\.?0*$", "") + "s";
    }

    private static String json(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case NullValue _ -> out.writeNull();
            case Boolean b -> out.writeBoolean(b);
            case Long n -> out.writeNumber(n);
            case UnsignedLong n -> out.writeNumber(n.bigIntegerValue());
            case Double d -> out.writeNumber(number(d));
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((name, member) -> {
                    out.writeName(name instanceof String s ? s : scalar(name));
                    write(out, member);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(element -> write(out, element));
                out.writeEndArray();
            }
            default -> out.writeString(scalar(value));
        }
    }
}
