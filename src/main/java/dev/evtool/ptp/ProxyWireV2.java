package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.event.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import okhttp3.HttpUrl;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// Bodies of API v2 as a proxy reads and writes them (`ptp.md`, sections 2 and 5.1).
final class ProxyWireV2 {

    private static final Set<String> ASKED = Set.of("ResourceAddress", "EndpointUri");
    private static final List<String> NAMES = List.of("ResourceAddress", "EndpointUri", "SubscriptionId",
            "UriLocation");

    private ProxyWireV2() {}

    /// What a SubscriptionInfo asks for.
    record Ask(String address, String endpoint) {}

    /// Reads a SubscriptionInfo. Names are case-sensitive; `SubscriptionId`, `UriLocation` and what is unknown is
    /// skipped; blanks at the ends of the endpoint are cut.
    ///
    /// @throws PtpFormatException if it is none, or something required is missing
    static Ask readInfo(byte[] body) throws PtpFormatException {
        Map<String, String> fields = ProxyInfo.read(body, ASKED);
        String address = fields.getOrDefault("ResourceAddress", "");
        String endpoint = fields.getOrDefault("EndpointUri", "").strip();
        if (address.chars().allMatch(c -> c == '/') || HttpUrl.parse(endpoint) == null) {
            throw new PtpFormatException("no ResourceAddress, or no EndpointUri that is a URL");
        }
        return new Ask(address, endpoint);
    }

    /// A SubscriptionInfo.
    static ProxyInfo info(ProxySubscription s, String uriLocation) {
        return new ProxyInfo(NAMES, List.of(s.address(), s.endpoint(), s.id(), uriLocation));
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
