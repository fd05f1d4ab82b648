package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.evtool.event.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Nova and oslo.messaging put on a real broker, and messages made up like that.
final class RecordedMessages {

    static final AMQP.BasicProperties USUAL = properties(Map.of());

    private RecordedMessages() {}

    static Stream<Arrival> all() {
        return Stream.of("v1", "v2", "gzip").flatMap(name -> of(name).stream());
    }

    static List<Arrival> of(String name) {
        try (var in = RecordedMessages.class.getResourceAsStream("/notify/" + name + ".jsonl")) {
            List<Arrival> arrivals = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                arrivals.add(arrival((Map<?, ?>) Payload.json(line).data()));
            }
            return arrivals;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Arrival arrival(Map<?, ?> row) {
        Map<?, ?> headers = (Map<?, ?>) ((Map<?, ?>) row.get("properties")).get("headers");
        Object compression = headers.get("compression");
        byte[] body = row.get("body") instanceof String text ? text.getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode((String) row.get("body_base64"));
        return new Arrival(1, (Boolean) row.get("redelivered"), (String) row.get("exchange"),
                (String) row.get("routing_key"), compression == null ? USUAL
                        : properties(Map.of("compression", LongStringHelper.asLongString((String) compression))),
                body);
    }

    static AMQP.BasicProperties properties(Map<String, Object> headers) {
        return new AMQP.BasicProperties.Builder().contentType("application/json").contentEncoding("utf-8")
                .headers(new HashMap<>(headers)).deliveryMode(2).priority(0).build();
    }

    static Arrival of(byte[] body, @Nullable String compression) {
        return new Arrival(1, false, "nova", "notifications.info", compression == null ? USUAL
                : properties(Map.of("compression", LongStringHelper.asLongString(compression))), body);
    }

    /// A body as driver messagingv2 sends it.
    static byte[] enveloped(String message) {
        return OsloEnvelope.around(message.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String compression(Arrival arrival) {
        Object said = arrival.properties().getHeaders().get("compression");
        return said == null ? null : said.toString();
    }
}
