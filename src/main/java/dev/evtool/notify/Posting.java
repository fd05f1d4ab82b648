package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import dev.evtool.event.Event;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// A message as it can be published again, made of its event.
///
/// @param body byte by byte what was on the wire, unless secrets were taken out of it
@SuppressWarnings("ArrayRecordComponent") // never compared
record Posting(String exchange, String routingKey, AMQP.BasicProperties properties, byte[] body) {

    private static final String COMPRESSION = "compression";

    /// @throws MessageFormatException if the event did not come over AMQP, or its attributes are damaged
    static Posting of(Event event) throws MessageFormatException {
        if (!(event.extensions().get("amqp") instanceof String text)) {
            throw new MessageFormatException("it has no attribute amqp: it did not come from a broker");
        }
        AmqpTextReader.Way way = AmqpTextReader.read(text);
        byte[] data = event.payload().bytes();
        if (event.extensions().get("wire") instanceof String wire) {
            try {
                return new Posting(way.exchange(), way.routingKey(), way.properties(),
                        Base64.getDecoder().decode(wire));
            } catch (IllegalArgumentException e) {
                throw new MessageFormatException("its attribute wire is no base64");
            }
        }
        return new Posting(way.exchange(), way.routingKey(), plain(way.properties()),
                way.enveloped() ? OsloEnvelope.around(data) : data);
    }

    /// A compressed body of which a secret was taken out is no longer compressed.
    private static AMQP.BasicProperties plain(AMQP.BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders();
        if (headers == null || !headers.containsKey(COMPRESSION)) {
            return properties;
        }
        Map<String, Object> others = new HashMap<>(headers);
        others.remove(COMPRESSION);
        return properties.builder().headers(others).build();
    }
}
