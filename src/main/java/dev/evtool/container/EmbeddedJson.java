package dev.evtool.container;

import dev.evtool.event.Json;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// The JSON that Docker's API answers with.
final class EmbeddedJson {

    private static final String NEVER = "0001-01-01T00:00:00Z";

    private EmbeddedJson() {}

    static byte[] message(String text) {
        return object(json -> json.writeStringProperty("message", text));
    }

    /// As engines write it before API 1.52: with `status`, `id` and `from` for those who do not know better, and a line
    /// feed.
    static byte[] event(EmbeddedEvent event) {
        byte[] object = object(json -> {
            boolean legacy = event.type().equals("container") || event.type().equals("image");
            if (legacy || event.id().isEmpty()) {
                json.writeStringProperty("status", event.action());
            }
            if (legacy && !event.id().isEmpty()) {
                json.writeStringProperty("id", event.id());
            }
            if (event.type().equals("container")) {
                json.writeStringProperty("from", event.attributes().getOrDefault("image", ""));
            }
            json.writeStringProperty("Type", event.type());
            json.writeStringProperty("Action", event.action());
            json.writeObjectPropertyStart("Actor");
            json.writeStringProperty("ID", event.id());
            texts(json, "Attributes", event.attributes());
            json.writeEndObject();
            json.writeStringProperty("scope", "local");
            json.writeNumberProperty("time", event.time().getEpochSecond());
            json.writeNumberProperty("timeNano", ChronoUnit.NANOS.between(Instant.EPOCH, event.time()));
        });
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }

    static byte[] version(EmbeddedKind kind) {
        return object(json -> {
            json.writeArrayPropertyStart("Components");
            json.writeStartObject();
            json.writeStringProperty("Name", kind.isPodman() ? "Podman Engine" : "Engine");
            json.writeStringProperty("Version", kind.version());
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringProperty("Version", kind.version());
            json.writeStringProperty("ApiVersion", kind.newest());
            json.writeStringProperty("MinAPIVersion", kind.isPodman() ? "1.24" : "1.12");
            json.writeStringProperty("Os", "linux");
            json.writeStringProperty("Arch", "amd64");
        });
    }

    /// @param libpod in Podman's own form
    static byte[] list(List<EmbeddedContainer> containers, boolean libpod) {
        Instant now = Instant.now();
        return json(json -> {
            json.writeStartArray();
            for (EmbeddedContainer container : containers) {
                json.writeStartObject();
                json.writeStringProperty("Id", container.id());
                json.writeArrayPropertyStart("Names");
                json.writeString(libpod ? container.name() : "/" + container.name());
                json.writeEndArray();
                json.writeStringProperty("Image", container.image());
                json.writeStringProperty("State", container.state());
                json.writeStringProperty("Status", libpod ? container.health() : status(container, now));
                if (libpod) {
                    ofPodman(json, container);
                } else {
                    ofDocker(json, container);
                }
                texts(json, "Labels", container.labels());
                json.writeArrayPropertyStart("Ports");
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void ofDocker(JsonGenerator json, EmbeddedContainer container) {
        json.writeStringProperty("Command", container.command());
        json.writeNumberProperty("Created", container.created().getEpochSecond());
    }

    private static void ofPodman(JsonGenerator json, EmbeddedContainer container) {
        json.writeArrayPropertyStart("Command");
        json.writeString(container.command());
        json.writeEndArray();
        json.writeStringProperty("Created", container.created().toString());
        json.writeBooleanProperty("Exited", !container.isRunning() && container.finished() != null);
        json.writeNumberProperty("ExitCode", container.exitCode());
        json.writeNumberProperty("StartedAt", seconds(container.started()));
        json.writeNumberProperty("ExitedAt", seconds(container.finished()));
        json.writeNumberProperty("Pid", container.isRunning() ? container.pid() : 0);
        json.writeNumberProperty("Restarts", container.restarts());
    }

    static byte[] inspection(EmbeddedContainer container) {
        return object(json -> {
            json.writeStringProperty("Id", container.id());
            json.writeStringProperty("Created", container.created().toString());
            json.writeStringProperty("Path", container.command());
            json.writeObjectPropertyStart("State");
            json.writeStringProperty("Status", container.state());
            json.writeBooleanProperty("Running", container.isRunning());
            json.writeBooleanProperty("Paused", container.state().equals("paused"));
            json.writeBooleanProperty("Restarting", container.state().equals("restarting"));
            json.writeBooleanProperty("OOMKilled", container.oomKilled());
            json.writeNumberProperty("Pid", container.isRunning() ? container.pid() : 0);
            json.writeNumberProperty("ExitCode", container.exitCode());
            json.writeStringProperty("StartedAt", time(container.started()));
            json.writeStringProperty("FinishedAt", time(container.finished()));
            if (!container.health().isEmpty()) {
                json.writeObjectPropertyStart("Health");
                json.writeStringProperty("Status", container.health());
                json.writeNumberProperty("FailingStreak", container.health().equals("unhealthy") ? 3 : 0);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeStringProperty("Name", "/" + container.name());
            json.writeNumberProperty("RestartCount", container.restarts());
            json.writeObjectPropertyStart("Config");
            json.writeStringProperty("Image", container.image());
            texts(json, "Labels", container.labels());
            json.writeEndObject();
        });
    }

    /// As `docker ps` shows it: `Up 5 minutes (healthy)`, `Exited (1) 3 seconds ago`.
    private static String status(EmbeddedContainer container, Instant now) {
        return switch (container.state()) {
            case "created" -> "Created";
            case "exited" -> "Exited (" + container.exitCode() + ") " + age(container.finished(), now) + " ago";
            case "restarting" -> "Restarting (" + container.exitCode() + ") " + age(container.finished(), now) + " ago";
            default -> "Up " + age(container.started(), now)
                    + (container.state().equals("paused") ? " (Paused)"
                            : container.health().isEmpty() ? ""
                            : container.health().equals("starting") ? " (health: starting)"
                            : " (" + container.health() + ")");
        };
    }

    private static String age(@Nullable Instant since, Instant now) {
        Duration age = Duration.between(since == null ? now : since, now);
        return age.toSeconds() < 1 ? "Less than a second"
                : age.toSeconds() < 60 ? age.toSeconds() + " seconds"
                : age.toMinutes() < 120 ? age.toMinutes() + " minutes" : age.toHours() + " hours";
    }

    private static long seconds(@Nullable Instant time) {
        return time == null ? -62_135_596_800L : time.getEpochSecond();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? NEVER : time.toString();
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeObjectPropertyStart(name);
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static byte[] object(Consumer<JsonGenerator> content) {
        return json(json -> {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        });
    }

    private static byte[] json(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(json);
        }
        return bytes.toByteArray();
    }
}
