package dev.evtool.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/// JSON as all of evtool reads it: streamed, bounded in depth (500, Jackson's limit), numbers kept exact.
public final class Json {

    /// Shared by all readers and writers; safe for threads.
    public static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// The tree of a JSON text; an empty Map for JSON null and for text that is not JSON.
    static Object tree(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = value(parser);
            return value == null ? Map.of() : value;
        } catch (JacksonException unreadable) {
            return Map.of();
        }
    }

    /// The value at the parser's current token, as Map, List, String, Long, BigInteger, Double, Boolean or null.
    public static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> {
                Number n = parser.getNumberValue();
                yield n instanceof Integer i ? Long.valueOf(i.longValue()) : n;
            }
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }
}
