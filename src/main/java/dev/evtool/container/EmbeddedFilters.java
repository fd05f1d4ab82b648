package dev.evtool.container;

import dev.evtool.event.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// Filters as embedded engines understand them: values of one key are alternatives, keys add up (`container-events.md`,
/// 2.6 and 3).
final class EmbeddedFilters {

    private static final int MOST = 16 << 10;

    /// Keys whose values are an id, the beginning of one, or a name.
    private static final Set<String> NAMING = Set.of("container", "volume", "network", "daemon", "plugin", "service",
            "node", "secret", "config");
    private static final Set<String> PODMAN_KEYS = Set.of("container", "event", "status", "image", "artifact", "pod",
            "volume", "type", "label");

    private final Map<String, List<String>> values;

    private EmbeddedFilters(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Reads `{"type":["container"]}` or the older `{"type":{"container":true}}`.
    ///
    /// @throws EngineFormatException if it is neither
    static EmbeddedFilters of(@Nullable String text) throws EngineFormatException {
        Map<String, List<String>> values = new HashMap<>();
        if (text == null) {
            return new EmbeddedFilters(values);
        }
        if (text.length() > MOST || !(tree(text) instanceof Map<?, ?> keys)) {
            throw new EngineFormatException("invalid filter");
        }
        for (Map.Entry<?, ?> key : keys.entrySet()) {
            List<String> wanted = switch (key.getValue()) {
                case List<?> list -> list.stream().map(String::valueOf).toList();
                case Map<?, ?> map -> map.entrySet().stream().filter(e -> Boolean.TRUE.equals(e.getValue()))
                        .map(e -> String.valueOf(e.getKey())).toList();
                case null, default -> throw new EngineFormatException("invalid filter");
            };
            if (!wanted.isEmpty()) {
                values.put(String.valueOf(key.getKey()), wanted);
            }
        }
        return new EmbeddedFilters(values);
    }

    private static @Nullable Object tree(String text) throws EngineFormatException {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return Json.value(parser);
        } catch (JacksonException e) {
            throw new EngineFormatException("invalid filter");
        }
    }

    /// A key that Podman refuses to filter by; `null` if there is none.
    @Nullable
    String strangeToPodman() {
        return values.keySet().stream().filter(key -> !PODMAN_KEYS.contains(key)).findFirst().orElse(null);
    }

    boolean asksFor(String key) {
        return values.containsKey(key);
    }

    /// As `docker ps --filter`.
    boolean matches(EmbeddedContainer container) {
        return values.entrySet().stream().allMatch(filter -> filter.getValue().stream().anyMatch(
                value -> switch (filter.getKey()) {
                    case "name" -> container.name().contains(value.startsWith("/") ? value.substring(1) : value);
                    case "id" -> container.id().startsWith(value);
                    case "status" -> container.state().equals(value);
                    case "health" -> container.health().equals(value);
                    case "label" -> hasLabel(container.labels(), value);
                    default -> true;
                }));
    }

    /// As `docker events --filter`.
    boolean matches(EmbeddedEvent event) {
        return values.entrySet().stream()
                .allMatch(filter -> matches(filter.getKey(), filter.getValue(), event));
    }

    private static boolean matches(String key, List<String> wanted, EmbeddedEvent event) {
        if (key.equals("event")) {
            boolean byBeginning = wanted.stream()
                    .anyMatch(Set.of("exec_create", "exec_start", "health_status")::contains);
            return wanted.stream().anyMatch(
                    value -> byBeginning ? event.action().startsWith(value) : event.action().equals(value));
        }
        return wanted.stream().anyMatch(value -> switch (key) {
            case "type" -> event.type().equals(value);
            case "scope" -> value.equals("local");
            case "image" -> isImage(event, value);
            case "label" -> hasLabel(event.attributes(), value);
            default -> !NAMING.contains(key) || event.id().startsWith(value)
                    || event.attributes().getOrDefault("name", "").startsWith(value);
        });
    }

    private static boolean isImage(EmbeddedEvent event, String value) {
        String image = event.attributes().getOrDefault(event.type().equals("image") ? "name" : "image", "");
        return event.id().equals(value) || image.equals(value) || untagged(image).equals(value)
                || untagged(event.id()).equals(value);
    }

    private static String untagged(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
    }

    /// As `podman events --filter`: each key only of its own type, names whole.
    boolean matchesAsPodman(EmbeddedEvent event) {
        return values.entrySet().stream().allMatch(filter -> filter.getValue().stream().anyMatch(
                value -> switch (filter.getKey()) {
                    case "type" -> event.type().equals(value);
                    case "event", "status" -> event.action().equals(value.equals("die") ? "died" : value);
                    case "container" -> event.type().equals("container") && isNamed(event, value);
                    case "image", "artifact", "volume" -> event.type().equals(filter.getKey())
                            && isNamed(event, value);
                    case "pod" -> event.attributes().getOrDefault("podId", "").startsWith(value);
                    default -> hasLabel(event.attributes(), value);
                }));
    }

    private static boolean isNamed(EmbeddedEvent event, String value) {
        return event.attributes().getOrDefault("name", "").equals(value)
                || (!event.id().isEmpty() && event.id().startsWith(value));
    }

    private static boolean hasLabel(Map<String, String> labels, String value) {
        int equals = value.indexOf('=');
        return equals < 0 ? labels.containsKey(value)
                : value.substring(equals + 1).equals(labels.get(value.substring(0, equals)));
    }
}
