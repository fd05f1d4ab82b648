package dev.evtool.ptp;

import dev.evtool.event.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;

/// A subscription or publisher on the wire: an object of strings, whose names and order differ by API and release.
///
/// @param names as they stand in it
/// @param values for each name; `null` stands for JSON's
record ProxyInfo(List<String> names, List<@Nullable String> values) {

    private static final int MAX_TEXT = 4096;

    /// Without blanks.
    String json() {
        return text("{", ":", ",", "}");
    }

    /// A list, indented by one space.
    static String list(List<ProxyInfo> all) {
        return all.stream().map(i -> i.text(" {\n  ", ": ", ",\n  ", "\n }"))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private String text(String open, String colon, String comma, String close) {
        StringBuilder json = new StringBuilder(400).append(open);
        for (int i = 0; i < names.size(); i++) {
            json.append(i == 0 ? "" : comma).append('"').append(names.get(i)).append('"').append(colon);
            String value = values.get(i);
            if (value == null) {
                json.append("null");
            } else {
                json.append('"');
                JsonStringEncoder.getInstance().quoteAsString(value, json);
                json.append('"');
            }
        }
        return json.append(close).toString();
    }

    /// The fields that are known of an object, in the order of the body; the rest is skipped, whatever it is.
    ///
    /// @param known names as they must stand there
    /// @throws PtpFormatException if it is no object, or a known field is neither a string nor `null`
    static Map<String, String> read(byte[] body, Set<String> known) throws PtpFormatException {
        return read(body, name -> known.contains(name) ? name : null);
    }

    /// The same, with names in whatever case, as Go's own JSON reader takes them.
    static Map<String, String> readAnyCase(byte[] body, Set<String> known) throws PtpFormatException {
        return read(body, name -> known.stream().filter(name::equalsIgnoreCase).findFirst().orElse(null));
    }

    private static Map<String, String> read(byte[] body, Function<String, @Nullable String> knownAs)
            throws PtpFormatException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PtpFormatException("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                @Nullable
                String name = knownAs.apply(parser.currentName());
                parser.nextToken();
                if (name == null) {
                    parser.skipChildren();
                } else {
                    fields.put(name, text(parser));
                }
            }
            if (parser.nextToken() != null) {
                throw new PtpFormatException("there is more after the JSON object");
            }
            return fields;
        } catch (JacksonException e) {
            throw new PtpFormatException("not JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(JsonParser parser) throws PtpFormatException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING || parser.getStringLength() > MAX_TEXT) {
            throw new PtpFormatException("\"" + parser.currentName() + "\" is not a string, or too long");
        }
        return parser.getString();
    }
}
