package dev.evtool.ptp;

import dev.evtool.event.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Events of API v1 as sidecars and publishers write them (`ptp.md`, sections 5.2, 5.3 and 8).
final class ProxyWireV1 {

    private ProxyWireV1() {}

    /// What a sidecar posts: no CloudEvent, the subscription's id in every event, and the full address as source.
    static byte[] push(ProxySubscription to, PtpMessage message, PtpSpelling spelling) {
        PtpMessage read = withValues(message, spelling, v -> v.valueType().equals("decimal64.3")
                ? new PtpValue(v.address(), v.dataType(), v.valueType(), asGoReadsIt(v.value())) : v);
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("id", to.id());
            json.writeStringProperty("type", message.type());
            json.writeStringProperty("source", to.address());
            json.writeStringProperty("dataContentType", "application/json");
            json.writeStringProperty("time", message.time());
            data(json, read);
        }
        return out.toByteArray();
    }

    /// What a pull gives: a CloudEvent 0.3, with the short resource as source and the full address as subject.
    static String pull(String address, PtpMessage message, PtpSpelling spelling) {
        PtpMessage pulled = PtpResource.of(message.type(), address).filter(r -> r == PtpResource.GNSS).isPresent()
                ? withValues(message, spelling, ProxyWireV1::withoutInterface) : message;
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("specversion", "0.3");
            json.writeStringProperty("id", message.id());
            json.writeStringProperty("source", address.replaceFirst("^/cluster/node/[^/]*", ""));
            json.writeStringProperty("type", message.type());
            json.writeStringProperty("subject", address);
            json.writeStringProperty("datacontenttype", "application/json");
            json.writeStringProperty("time", message.time());
            data(json, pulled);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void data(JsonGenerator json, PtpMessage message) {
        json.writeName("data");
        json.writeRawValue(new String(message.data(), StandardCharsets.UTF_8));
        json.writeEndObject();
    }

    /// The message with other values; where nothing changes, its data stays as it was, to the byte.
    private static PtpMessage withValues(PtpMessage m, PtpSpelling spelling, UnaryOperator<PtpValue> change) {
        List<PtpValue> values = m.values().stream().map(change).toList();
        return values.equals(m.values()) ? m
                : new PtpMessage(m.id(), m.source(), m.type(), m.time(), spelling.data(values), values, m.faults());
    }

    /// A pull of GNSS has lost the interface (seen of 4.14 and 4.18, in v1 only).
    private static PtpValue withoutInterface(PtpValue v) {
        return new PtpValue(v.address().replaceFirst("^(/cluster/node/[^/]*)/[^/]*/master", "$1/master"), v.dataType(),
                v.valueType(), v.value());
    }

    /// Sidecars read numbers as doubles and write them as Go does, with an exponent from a million on: the offset of a
    /// process that died, -9999999999999999, comes out as -1e+16 (seen of 4.18).
    static String asGoReadsIt(String number) {
        if (!number.matches("[+-]?\\d{1,20}(\\.\\d{1,20})?")) {
            return number;
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Double.parseDouble(number))).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (shortest.signum() == 0 || (exponent >= -4 && exponent < 6)) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (shortest.signum() < 0 ? "-" : "") + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
