package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import dev.evtool.notify.DemoScene.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Messages of the [DemoCloud] as a broker would deliver them: exchange, routing key, properties and the bytes of the
/// body are those that oslo.messaging sends (`oslo-notifications.md`, 2 and 3).
final class DemoWire {

    private final DemoScript script;
    private final Random random;
    private final Instant begun;
    private final Map<String, String> cloud;
    private long tag;

    DemoWire(DemoScript script, Random random, Instant begun) {
        this.script = script;
        this.random = random;
        this.begun = begun;
        this.cloud = Map.of("user", hex(), "project", hex(), "image", uuid(), "service", uuid(), "priority", "INFO",
                "disabled", "false", "forced", "false", "why", "-");
    }

    String uuid() {
        return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | (1L << 63))
                .toString();
    }

    private String hex() {
        return uuid().replace("-", "");
    }

    /// What one scene has for itself.
    ///
    /// @param target a host to go to
    Map<String, String> run(String target) {
        String id = uuid();
        return new HashMap<>(Map.of("id", id, "short", id.substring(0, 8), "request_id", "req-" + uuid(), "target",
                target, "number", String.valueOf(2 + random.nextInt(250)), "percent",
                String.valueOf(random.nextInt(100))));
    }

    /// When an instance was made.
    ///
    /// @param age in seconds
    Map<String, String> birth(Duration at, long age) {
        Instant made = begun.plus(at).minusSeconds(age);
        return Map.of("created_at", second(made), "created_old", second(made).replace('T', ' ').replace("Z", "+00:00"),
                "launched_at", age == 0 ? "-" : second(made.plusSeconds(7)));
    }

    /// The messages of a step: one, or the same one twice.
    ///
    /// @param at when, since the cloud began
    /// @param run what the scene has for itself
    /// @param changing those of the variables that the step changes
    List<Arrival> arrivals(Step step, Duration at, Map<String, String> run, Map<String, String> instance,
            Map<String, String> changing) {
        Map<String, String> own = times(begun.plus(at));
        own.putAll(Map.of("event_type", step.eventType(), "message_id", uuid(), "unique_id", hex(), "payload",
                "@" + step.payload() + "@", "publisher", step.service().publisher()));
        DemoScript.Variables variables = name -> first(name, own, instance, run, cloud);
        step.values().forEach((name, value) -> changing.put(name, script.filled(value, variables)));
        byte[] message = script.text(step.service().message(), variables).getBytes(StandardCharsets.UTF_8);
        boolean packed = step.marks().contains("!gzip");
        String key = step.service().topic() + "."
                + script.filled("@priority@", variables).toLowerCase(Locale.ROOT);
        Arrival arrival = new Arrival(++tag, false, step.service().exchange(), key, properties(packed),
                new EmittedBody(!step.service().bare(), packed).of(message));
        return step.marks().contains("!twice") ? List.of(arrival, arrival) : List.of(arrival);
    }

    @SafeVarargs
    private static @Nullable String first(String name, Map<String, String>... maps) {
        for (Map<String, String> map : maps) {
            String value = map.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Map<String, String> times(Instant now) {
        String oslo = OsloTime.format(now);
        String context = oslo.replace(' ', 'T');
        return new HashMap<>(Map.of("timestamp", oslo, "context_time", context, "cadf_time", context + "+00:00", "now",
                second(now), "hour", second(now.truncatedTo(ChronoUnit.HOURS))));
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static AMQP.BasicProperties properties(boolean packed) {
        Map<String, Object> headers = packed ? Map.of("compression", EmittedBody.COMPRESSION) : Map.of();
        return new AMQP.BasicProperties.Builder().contentType("application/json").contentEncoding("utf-8")
                .headers(headers).deliveryMode(2).priority(0).build();
    }
}
