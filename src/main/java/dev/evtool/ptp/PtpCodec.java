package dev.evtool.ptp;

import dev.evtool.event.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// Notifications between bytes and [PtpMessage]. Reading takes all versions, and every mix of the old and the new field
/// spelling, per value, because documents and releases mix them (`ptp.md`, section 5). The bodies are labelled
/// `application/json` although they are CloudEvents in structured form, so the label is not looked at.
final class PtpCodec {

    private PtpCodec() {}

    /// Reads a notification.
    ///
    /// @throws PtpFormatException if the body is no JSON object with a `type` and a `data.values` array
    static PtpMessage decode(byte[] body) throws PtpFormatException {
        requireUtf8(body);
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PtpFormatException("not a JSON object");
            }
            PtpMessage message = envelope(parser, body);
            if (parser.nextToken() != null) {
                throw new PtpFormatException("there is more after the JSON object");
            }
            return message;
        } catch (JacksonException e) {
            throw new PtpFormatException("not JSON: " + explain(e));
        }
    }

    private static PtpMessage envelope(JsonParser parser, byte[] body) throws PtpFormatException {
        String specversion = "";
        String id = null;
        String source = "";
        String type = null;
        String time = null;
        byte[] data = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "specversion" -> specversion = string(parser);
                case "id" -> id = token == JsonToken.VALUE_NULL ? null : text(parser, name);
                case "source" -> source = text(parser, name);
                case "type" -> type = text(parser, name);
                case "time" -> time = text(parser, name);
                case "data" -> {
                    if (token != JsonToken.START_OBJECT) {
                        throw new PtpFormatException("\"data\" is not an object");
                    }
                    data = slice(parser, body);
                }
                default -> parser.skipChildren();
            }
        }
        if (type == null || type.isEmpty()) {
            throw new PtpFormatException("no \"type\"");
        }
        if (data == null) {
            throw new PtpFormatException("no \"data\"");
        }
        List<String> faults = new ArrayList<>();
        return new PtpMessage(specversion, id, source, type, time, data, values(data, faults), faults);
    }

    /// A CloudEvent in binary mode, as v1 proxies send it to each other: attributes in the header, `data` as the body.
    ///
    /// @throws PtpFormatException if there is no type, or the body is no `data` object
    static PtpMessage binary(PtpPost post) throws PtpFormatException {
        requireUtf8(post.body());
        Map<String, String> attributes = post.attributes();
        String type = attributes.getOrDefault("type", "");
        if (type.isEmpty()) {
            throw new PtpFormatException("no header field ce-type");
        }
        byte[] data = wholeObject(post.body());
        List<String> faults = new ArrayList<>();
        return new PtpMessage(attributes.getOrDefault("specversion", ""), attributes.get("id"),
                attributes.getOrDefault("source", ""), type, attributes.get("time"), data, values(data, faults),
                faults);
    }

    private static byte[] wholeObject(byte[] body) throws PtpFormatException {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PtpFormatException("the body is not a JSON object");
            }
            byte[] object = slice(parser, body);
            if (parser.nextToken() != null) {
                throw new PtpFormatException("there is more after the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new PtpFormatException("not JSON: " + explain(e));
        }
    }

    private static byte[] slice(JsonParser parser, byte[] body) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(body, from, (int) parser.currentLocation().getByteOffset());
    }

    private static String text(JsonParser parser, String name) throws PtpFormatException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new PtpFormatException("\"" + name + "\" is not a string");
        }
        return parser.getString();
    }

    /// The values of a `data` member. An element that is not readable is told of in `faults` and left out, so that its
    /// good neighbours are kept.
    ///
    /// @throws PtpFormatException if there is no `values` array
    static List<PtpValue> values(byte[] data, List<String> faults) throws PtpFormatException {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), data)) {
            parser.nextToken();
            List<PtpValue> values = null;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isValues = parser.currentName().equals("values");
                JsonToken token = parser.nextToken();
                if (isValues && token == JsonToken.START_ARRAY) {
                    values = elements(parser, faults);
                } else {
                    parser.skipChildren();
                }
            }
            if (values == null) {
                throw new PtpFormatException("no \"data.values\" array");
            }
            return values;
        } catch (JacksonException e) {
            throw new PtpFormatException("not JSON: " + explain(e));
        }
    }

    private static List<PtpValue> elements(JsonParser parser, List<String> faults) {
        List<PtpValue> values = new ArrayList<>(3);
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                faults.add("values[" + i + "] is not an object");
                parser.skipChildren();
                continue;
            }
            try {
                values.add(element(parser));
            } catch (PtpFormatException e) {
                faults.add("values[" + i + "]: " + e.getMessage());
            }
        }
        return values;
    }

    private static PtpValue element(JsonParser parser) throws PtpFormatException {
        String address = "";
        String dataType = "";
        String valueType = "";
        String value = null;
        String odd = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            boolean plain = token.isScalarValue() && token != JsonToken.VALUE_NULL;
            switch (name) {
                case "ResourceAddress", "resource" -> address = string(parser);
                case "data_type", "dataType", "type" -> dataType = string(parser);
                case "value_type", "valueType" -> valueType = string(parser);
                case "value" -> {
                    value = plain ? parser.getString() : "";
                    odd = plain ? odd
                            : "\"value\" is " + (token == JsonToken.VALUE_NULL ? "null" : "not a plain value");
                }
                default -> {
                    // a field of another release
                }
            }
            parser.skipChildren();
        }
        // hardware events carry an object as their value, which stays in the payload
        if (value == null || (odd != null && !valueType.equals("redfish-event"))) {
            throw new PtpFormatException(odd == null ? "no \"value\"" : odd);
        }
        return new PtpValue(address, dataType, valueType, value);
    }

    private static String string(JsonParser parser) {
        return parser.currentToken().isScalarValue() ? parser.getString() : "";
    }

    /// Puts a notification on the wire as v2 proxies do: these fields, this order, no blanks.
    static byte[] encode(@Nullable String id, String source, String type, @Nullable String time, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("specversion", "1.0");
            if (id != null) {
                json.writeStringProperty("id", id);
            }
            json.writeStringProperty("source", source);
            json.writeStringProperty("type", type);
            if (time != null) {
                json.writeStringProperty("time", time);
            }
            json.writeName("data");
            json.writeRawValue(new String(data, StandardCharsets.UTF_8));
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    /// The text of a `data` member in the new spelling.
    static byte[] encodeData(List<PtpValue> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("version", "1.0");
            json.writeArrayPropertyStart("values");
            for (PtpValue v : values) {
                json.writeStartObject();
                json.writeStringProperty("ResourceAddress", v.address());
                json.writeStringProperty("data_type", v.dataType());
                json.writeStringProperty("value_type", v.valueType());
                json.writeStringProperty("value", v.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void requireUtf8(byte[] body) throws PtpFormatException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            if (text.chars().anyMatch(c -> c == 0)) { // no JSON in UTF-8 has one, and Jackson would take it for UTF-16
                throw new PtpFormatException("not UTF-8, but perhaps UTF-16");
            }
        } catch (CharacterCodingException e) {
            throw new PtpFormatException("not valid UTF-8");
        }
    }

    private static String explain(JacksonException e) {
        return e.getOriginalMessage() + (e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset());
    }
}
