package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Rfc3339;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns what a proxy sent into stream items.
///
/// @param proxy the URI of the proxy, such as `ptp://node1:9043`
record PtpEvents(String proxy) {

    /// The attribute of an event that was not sent but asked for.
    static final String PULLED = "pulled";

    /// The event of a body, and notices about what in it is no event.
    ///
    /// @throws PtpFormatException if there is nothing of an event in it
    List<StreamItem> read(byte[] body, Instant received) throws PtpFormatException {
        PtpMessage message = PtpCodec.decode(body);
        return items(message, wire(message, body), received);
    }

    /// The event of a CloudEvent in binary mode: the body is the `data` member alone (section 8).
    List<StreamItem> readBinary(PtpPost post) throws PtpFormatException {
        return items(PtpCodec.binary(post), Map.of(), post.received());
    }

    /// The event of an answer to a pull. Its time is that of the answer: since when the state holds is not known.
    List<StreamItem> readPulled(byte[] body, Instant received) throws PtpFormatException {
        PtpMessage message = PtpCodec.decode(body);
        Map<String, Object> extensions = new HashMap<>(wire(message, body));
        extensions.put(PULLED, true);
        return items(message, extensions, received);
    }

    private List<StreamItem> items(PtpMessage message, Map<String, Object> extensions, Instant received)
            throws PtpFormatException {
        if (message.values().isEmpty() && !message.faults().isEmpty()) {
            throw new PtpFormatException(few(message.faults()));
        }
        // by the source as our URI of it has it: that is what a capture will be read by
        List<PtpReading> readings = PtpReading.of(uriSafe(message.source()), message.type(), message.values());
        List<StreamItem> items = new ArrayList<>(1);
        if (!message.faults().isEmpty()) {
            items.add(new Notice(uri(message), received, Notice.Kind.MALFORMED,
                    "left out of an event of " + message.type() + ": " + few(message.faults())));
        }
        if (readings.isEmpty() && !message.values().isEmpty()) {
            items.add(placeholder(message, received));
        } else {
            items.add(event(message, readings, extensions, received));
        }
        return items;
    }

    /// The first faults, and how many more there are: a hostile body can have thousands.
    private static String few(List<String> faults) {
        String first = String.join("; ", faults.subList(0, Math.min(3, faults.size())));
        return faults.size() > 3 ? first + "; and " + (faults.size() - 3) + " more" : first;
    }

    private Notice placeholder(PtpMessage message, Instant received) {
        String address = message.values().getFirst().address();
        String why = address.endsWith("/ptp-not-set") ? "the proxy has no PTP data yet"
                : "the proxy has no data of it yet";
        String what = PtpResource.of(message.type(), message.source()).map(PtpResource::word).orElse(message.source());
        return new Notice(uri(message), received, Notice.Kind.PLACEHOLDER,
                what + ": no state known: " + why + " (placeholder " + address + ")");
    }

    private Event event(PtpMessage message, List<PtpReading> readings, Map<String, Object> extensions,
            Instant received) {
        Instant time = message.time() == null ? null : Rfc3339.parse(message.time()).orElse(null);
        String id = message.id() != null && message.hasOwnId() ? message.id() : UUID.randomUUID().toString();
        List<Map<String, Object>> facts = PtpVocabulary.facts(readings);
        Severity severity = facts.stream().map(PtpVocabulary::severity).reduce(Severity.INFO, Severity::worse);
        return new Event(id, uri(message), message.type(), subject(readings), time, received, severity, extensions,
                new Payload(message.data(), Payload.JSON), Facts.of(facts));
    }

    /// The bytes of the wire, wherever our own encoding of the event would not give them back.
    private static Map<String, Object> wire(PtpMessage message, byte[] body) {
        String id = message.id();
        Instant time = message.time() == null ? null : Rfc3339.parse(message.time()).orElse(null);
        String ourTime = time == null ? null : Rfc3339.format(time);
        boolean remakeable = id != null && message.source().startsWith("/")
                && (UsualBody.is(body, id, message.source(), message.type(), ourTime, message.data())
                        || Arrays.equals(body,
                                PtpCodec.encode(id, message.source(), message.type(), ourTime, message.data())));
        return remakeable ? Map.of() : Map.of("wire", Base64.getEncoder().encodeToString(body));
    }

    private String uri(PtpMessage message) {
        String path = message.source();
        return path.isEmpty() ? proxy : proxy + (path.startsWith("/") ? "" : "/") + uriSafe(path);
    }

    /// The wire's `source` is a path nearly always; what could not stand in a URI is percent-encoded.
    private static String uriSafe(String path) {
        StringBuilder safe = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 127 && "\"<>\\^`{|}%".indexOf(b) < 0) {
                safe.append((char) b);
            } else {
                safe.append('%').append(String.format("%02X", b & 0xff));
            }
        }
        return safe.toString();
    }

    private static @Nullable String subject(List<PtpReading> readings) {
        if (readings.isEmpty()) {
            return null;
        }
        PtpReading first = readings.getFirst();
        String subject = first.iface().isEmpty() || first.node().isEmpty() ? first.node() + first.iface()
                : first.node() + "/" + first.iface();
        return subject.isEmpty() ? null : subject;
    }
}
