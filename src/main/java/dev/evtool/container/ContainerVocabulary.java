package dev.evtool.container;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Field;
import dev.evtool.event.Payload;
import dev.evtool.event.Sentence;
import dev.evtool.event.Severity;
import dev.evtool.event.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What container events say, for filters and printers.
public final class ContainerVocabulary implements Vocabulary {

    /// The objects that engines tell of, for events that come without a source of ours.
    static final Set<String> OBJECTS = Set.of("artifact", "builder", "config", "container", "content", "daemon",
            "image", "machine", "namespace", "network", "node", "plugin", "pod", "sandbox", "secret", "service",
            "snapshot", "system", "volume");

    private static final List<EngineKind> ENGINES = List.of(EngineKind.values());
    private static final String DEMO = "demo:containers";

    /// Facts that may stand in attributes of the event.
    private static final List<String> NOTED = List.of("name", "image");

    @Override
    public boolean claims(String source, String type) {
        return engine(source) != null || source.startsWith(DEMO)
                || OBJECTS.contains(type.substring(0, Math.max(0, type.indexOf('.'))));
    }

    @Override
    public List<Field> fields() {
        return List.of(new Field("engine", Field.Kind.TEXT, "", "docker, podman, isulad, containerd"),
                new Field("object", Field.Kind.TEXT, "", "container, image, volume, network, ..."),
                new Field("action", Field.Kind.TEXT, "", "create, start, die, ...: one word for all engines"),
                new Field("engine_action", Field.Kind.TEXT, "", "the engine's own word, such as died or reanme"),
                new Field("name", Field.Kind.TEXT, "", "of the container, image, volume, ..."),
                new Field("image", Field.Kind.TEXT, "", "of the container"),
                new Field("exit_code", Field.Kind.NUMBER, "0-255", "of die and exec-die, where the engine says it"),
                new Field("signal", Field.Kind.NUMBER, "", "of kill"),
                new Field("pid", Field.Kind.NUMBER, "", "of the container's first process, where known"),
                new Field("old_name", Field.Kind.TEXT, "", "of rename, without slash"),
                new Field("exec_id", Field.Kind.TEXT, "", "which exec"),
                new Field("exec_command", Field.Kind.TEXT, "", "what it runs, where the engine says so"),
                new Field("health", Field.Kind.TEXT, "", "healthy, unhealthy, starting"),
                new Field("container", Field.Kind.TEXT, "", "id of the container, also of network and mount events"),
                new Field("namespace", Field.Kind.TEXT, "", "of containerd"),
                new Field("labels", Field.Kind.MAP, "", "labels.app == \"shop\", \"app\" in labels"),
                new Field("attributes", Field.Kind.MAP, "", "all that the engine says, under Docker's names"),
                new Field("doubtful", Field.Kind.TEXT, "", "attributes that a label may have replaced, with commas"));
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.text("ENGINE", 6, "engine"), Column.text("TYPE", 9, "object"),
                new Column("ACTION", 10, false, row -> text(row, "action"), row -> tone(row)),
                new Column("NAME", 16, false, ContainerVocabulary::name, row -> Tone.PLAIN),
                Column.text("IMAGE", 16, "image"),
                new Column("DETAIL", 8, false, ContainerDetail::of, row -> Tone.PLAIN));
    }

    @Override
    public List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions,
            Payload payload) {
        EngineKind engine = engine(source.startsWith(DEMO) ? source.substring(DEMO.length()) : source);
        Object said = extensions.get("engine");
        String word = said instanceof String s ? s : engine == null ? "" : engine.word();
        Object doubtful = extensions.get("doubtful");
        return ContainerReadings.of(payload)
                .map(reading -> named(ContainerFacts.of(reading, word, doubtful instanceof String d ? d : ""),
                        extensions))
                .<List<Map<String, Object>>>map(List::of).orElse(List.of());
    }

    /// What the client knew of the container, where the event names it by its id only.
    private static Map<String, Object> named(Map<String, Object> row, Map<String, Object> extensions) {
        for (String fact : NOTED) {
            if (extensions.get(fact) instanceof String known) {
                row.put(fact, known);
            }
        }
        return row;
    }

    @Override
    public Optional<Sentence> sentence(Map<String, Object> row) {
        return Optional.of(ContainerDetail.sentence(row, tone(row)));
    }

    /// The engine whose scheme the source has, or `null`.
    private static @org.jspecify.annotations.Nullable EngineKind engine(String source) {
        for (EngineKind kind : ENGINES) {
            int end = kind.word().length();
            if (source.length() > end && source.charAt(end) == ':' && source.startsWith(kind.word())) {
                return kind;
            }
        }
        return null;
    }

    private static String name(Map<String, Object> row) {
        String name = text(row, "name");
        return name.isEmpty() ? ContainerDetail.shortened(text(row, "target")) : name;
    }

    static String text(Map<String, Object> row, String fact) {
        Object value = row.get(fact);
        return value == null ? "" : value.toString();
    }

    private static Tone tone(Map<String, Object> row) {
        Severity severity = ContainerFacts.severity(row);
        return switch (severity) {
            case WARN -> Tone.DOUBTFUL;
            case ERROR -> Tone.BAD;
            case INFO -> switch (text(row, "action")) {
                case "start", "unpause" -> Tone.GOOD;
                default -> Tone.PLAIN;
            };
        };
    }
}
