package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.event.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.JsonStringEncoder;

/// Bodies of API v2 as a proxy reads and writes them (`ptp.md`, sections 2 and 5.1).
final class ProxyWireV2 {

    private static final int MAX_TEXT = 4096;

    private ProxyWireV2() {}

    /// What a SubscriptionInfo asks for.
    record Ask(String address, String endpoint) {}

    /// Reads a SubscriptionInfo. Names are case-sensitive; `SubscriptionId`, `UriLocation` and what is unknown is
    /// skipped; blanks at the ends of the endpoint are cut.
    ///
    /// @throws PtpFormatException if it is none, or something required is missing
    static Ask readInfo(byte[] body) throws PtpFormatException {
        String address = "";
        String endpoint = "";
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PtpFormatException("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "ResourceAddress" -> address = text(parser);
                    case "EndpointUri" -> endpoint = text(parser).strip();
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new PtpFormatException("there is more after the JSON object");
            }
        } catch (JacksonException e) {
            throw new PtpFormatException("not JSON: " + e.getOriginalMessage());
        }
        if (address.chars().allMatch(c -> c == '/') || HttpUrl.parse(endpoint) == null) {
            throw new PtpFormatException("no ResourceAddress, or no EndpointUri that is a URL");
        }
        return new Ask(address, endpoint);
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

    /// One SubscriptionInfo, without blanks.
    static String info(ProxySubscription subscription, String uriLocation) {
        return infoText(subscription, uriLocation, "{", ":", ",", "}");
    }

    /// A list, indented by one space.
    static String list(List<ProxySubscription> all, Function<ProxySubscription, String> uriLocation) {
        return all.stream().map(s -> infoText(s, uriLocation.apply(s), " {\n  ", ": ", ",\n  ", "\n }"))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String infoText(ProxySubscription s, String uriLocation, String open, String colon, String comma,
            String close) {
        StringBuilder json = new StringBuilder(400).append(open);
        field(json, "ResourceAddress", colon, s.address()).append(comma);
        field(json, "EndpointUri", colon, s.endpoint()).append(comma);
        field(json, "SubscriptionId", colon, s.id()).append(comma);
        return field(json, "UriLocation", colon, uriLocation).append(close).toString();
    }

    private static StringBuilder field(StringBuilder json, String name, String colon, String value) {
        json.append('"').append(name).append('"').append(colon).append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        return json.append('"');
    }

    /// The object of one string: how the few calls that give a reason give it.
    static ProxyAnswer word(int status, String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty(name, value);
            json.writeEndObject();
        }
        return ProxyAnswer.json(status, out.toString(StandardCharsets.UTF_8));
    }

    /// The message with an id and a time, new ones where it has none.
    static PtpMessage stamped(PtpMessage m) {
        String id = m.id() == null ? UUID.randomUUID().toString() : m.id();
        String time = m.time() == null ? Rfc3339.format(Instant.now()) : m.time();
        return new PtpMessage(id, m.source(), m.type(), time, m.data(), m.values(), m.faults());
    }

    static byte[] event(PtpMessage message) {
        return PtpCodec.encode(message.id(), message.source(), message.type(), message.time(), message.data());
    }

    /// Whether some value is a bare number, which makes the real proxy's handler crash (section 5.1).
    ///
    /// @param event valid JSON
    static boolean hasBareNumber(byte[] event) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), event)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("value")
                        && parser.nextToken().isNumeric()) {
                    return true;
                }
            }
            return false;
        }
    }
}
