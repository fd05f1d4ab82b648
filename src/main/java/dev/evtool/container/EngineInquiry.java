package dev.evtool.container;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Event;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What an engine has at this moment: its containers, each with what happened to it lately, as far as the engine
/// remembers.
public final class EngineInquiry {

    private static final Instant ALWAYS = Instant.ofEpochSecond(1);
    private static final Duration LATELY = Duration.ofHours(24);
    private static final int MOST_TRANSITIONS = 3;
    private static final int SHORT_ID = 12;

    /// What changes the state of a container.
    private static final Set<String> TRANSITIONS = Set.of("create", "start", "die", "oom", "pause", "unpause",
            "restart", "stop", "health", "rename");

    private final EngineSettings settings;
    private final Consumer<String> news;

    /// Opens no connection yet.
    ///
    /// @param news is told what a person should know of certificates
    public EngineInquiry(EngineSettings settings, Consumer<String> news) {
        this.settings = settings;
        this.news = news;
    }

    /// What messages call the engine.
    public String name() {
        return settings.uri();
    }

    /// The columns for people.
    ///
    /// @param several whether engines have to be told apart
    public static List<Column> columns(boolean several) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("NAME", 12, "name"),
                new Column("ID", SHORT_ID, false, row -> ContainerDetail.shortened(ContainerVocabulary.text(row, "id")),
                        row -> Tone.PLAIN),
                Column.text("IMAGE", 12, "image"),
                new Column("STATE", 10, false, EngineInquiry::state, EngineInquiry::tone),
                Column.text("FOR", 6, "duration"), Column.text("LATELY", 8, "transitions")));
        if (several) {
            columns.addFirst(Column.text("ENGINE", 12, "source"));
        }
        return columns;
    }

    /// A row for each container that is wanted.
    ///
    /// @throws StreamException if the engine cannot be asked
    public List<Map<String, Object>> containers() throws StreamException, InterruptedException {
        try (EngineClient client = EngineClients.open(settings, news)) {
            EngineInfo info = client.hello();
            List<ContainerNow> containers = client.containers(settings.selection()::isOf);
            Map<String, List<Event>> lately = lately(client, info);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (ContainerNow container : containers) {
                rows.add(row(container, lately.getOrDefault(container.id(), List.of()), info.now()));
            }
            return rows;
        } catch (EngineException e) {
            throw e.asUnreachable();
        }
    }

    private static Map<String, List<Event>> lately(EngineClient client, EngineInfo info)
            throws EngineException, InterruptedException {
        Map<String, List<Event>> byContainer = new LinkedHashMap<>();
        if (!info.memory().isNone()) {
            client.recall(info.memory().isEndless() ? info.now().minus(LATELY) : ALWAYS, new EngineClient.Taker() {
                @Override
                public void subscribed() {
                    // it is no subscription
                }

                @Override
                public void event(Event event) {
                    Map<String, Object> row = event.facts().rows().getFirst();
                    if ("container".equals(row.get("object")) && TRANSITIONS.contains(row.get("action"))) {
                        List<Event> own = byContainer.computeIfAbsent(String.valueOf(event.subject()),
                                id -> new ArrayList<>());
                        own.add(event);
                        if (own.size() > MOST_TRANSITIONS) {
                            own.removeFirst();
                        }
                    }
                }

                @Override
                public void malformed(String what, byte[] wire) {
                    // the list of containers is not made of events: it is only less well illustrated
                }
            });
        }
        return byContainer;
    }

    private Map<String, Object> row(ContainerNow container, List<Event> lately, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("source", settings.uri());
        row.put("engine", settings.kind().word());
        row.put("id", container.id());
        row.put("name", container.name());
        row.put("image", container.image());
        row.put("state", container.state());
        put(row, "since", container.since());
        if (container.since() != null) {
            row.put("duration", ago(container.since(), now));
        }
        put(row, "exit_code", container.exitCode());
        put(row, "health", container.health().isEmpty() ? null : container.health());
        put(row, "restarts", container.restarts());
        put(row, "namespace", container.namespace().isEmpty() ? null : container.namespace());
        if (!lately.isEmpty()) {
            Event last = lately.getLast();
            row.put("last_event", last.type());
            row.put("last_event_time", last.when());
            row.put("transitions", lately.reversed().stream().map(event -> transition(event, now))
                    .collect(java.util.stream.Collectors.joining(", ")));
        }
        row.put("labels", container.labels());
        return row;
    }

    private static void put(Map<String, Object> row, String name,
            @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            row.put(name, value);
        }
    }

    private static String transition(Event event, Instant now) {
        Map<String, Object> facts = event.facts().rows().getFirst();
        String detail = ContainerDetail.of(facts);
        return facts.get("action") + (detail.isEmpty() ? "" : " (" + detail + ")") + " " + ago(event.when(), now)
                + " ago";
    }

    /// Two units are enough for a look.
    private static String ago(Instant time, Instant now) {
        Duration since = Duration.between(time, now);
        if (since.isNegative()) {
            return "0s";
        }
        return since.toDays() > 1 ? since.toDays() + "d"
                : DurationText.of(since.toHours() > 0 ? Duration.ofMinutes(since.toMinutes())
                        : Duration.ofSeconds(since.toSeconds()));
    }

    private static String state(Map<String, Object> row) {
        String health = ContainerVocabulary.text(row, "health");
        String state = ContainerVocabulary.text(row, "state");
        return state.equals("exited") && row.containsKey("exit_code") ? state + " " + row.get("exit_code")
                : health.isEmpty() ? state : state + ", " + health;
    }

    private static Tone tone(Map<String, Object> row) {
        return switch (ContainerVocabulary.text(row, "state")) {
            case "running" -> "unhealthy".equals(row.get("health")) ? Tone.BAD : Tone.GOOD;
            case "restarting", "dead" -> Tone.BAD;
            case "exited" -> Long.valueOf(0).equals(row.get("exit_code")) ? Tone.PLAIN : Tone.DOUBTFUL;
            default -> Tone.PLAIN;
        };
    }
}
