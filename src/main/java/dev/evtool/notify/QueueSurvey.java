package dev.evtool.notify;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.notify.QueueLook.Seen;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The queues that services and listeners of notifications share at a broker, as passive declares show them. Queues are
/// named for topic and priority, whatever the exchange (`oslo-notifications.md`, 7.4).
///
/// @param topics whose queues are looked for
/// @param named further queues, by their names
/// @param interval between two looks; zero to look only once
public record QueueSurvey(BrokerSettings broker, List<String> topics, List<String> priorities, List<String> named,
        Duration interval) {

    private static final String IRONIC = "ironic";

    /// The queues of what is wished for; Ironic has a topic more.
    public static QueueSurvey of(TapSettings settings, List<String> named, Duration interval) {
        TapWish wish = settings.wish();
        List<String> topics = new ArrayList<>(wish.topics());
        if (wish.exchanges().contains(IRONIC) && topics.contains(TapWish.VERSIONED_TOPIC)) {
            topics.add(IRONIC + "_" + TapWish.VERSIONED_TOPIC);
        }
        return new QueueSurvey(settings.broker(), List.copyOf(topics),
                wish.priorities().isEmpty() ? TapWish.PRIORITIES : wish.priorities(), List.copyOf(named), interval);
    }

    /// Looks at them. An interrupt between the two looks stays set, and the first look is what is returned.
    ///
    /// @param news is told what a person should know of certificates
    /// @return those that are there, and those that were named in any case
    /// @throws StreamException if the broker cannot be reached, or goes away
    public List<QueueRow> run(Consumer<String> news) throws StreamException {
        try (BrokerConnection connection = BrokerConnection.open(broker, "notify queues", news)) {
            return run(connection);
        } catch (BrokerException e) {
            throw e.asUnreachable();
        }
    }

    List<QueueRow> run(BrokerConnection connection) throws BrokerException {
        QueueLook look = new QueueLook(connection);
        Map<String, Seen> first = new LinkedHashMap<>();
        for (String name : names()) {
            first.put(name, look.queue(name));
        }
        boolean again = !interval.isZero() && first.values().stream().anyMatch(Seen.Depth.class::isInstance) && pause();
        List<QueueRow> rows = new ArrayList<>();
        for (Map.Entry<String, Seen> entry : first.entrySet()) {
            switch (entry.getValue()) {
                case Seen.Depth before -> rows.add(QueueRow.of(entry.getKey(), before,
                        again && look.queue(entry.getKey()) instanceof Seen.Depth now ? now : before));
                case Seen.Refused refused -> rows
                        .add(QueueRow.hidden(entry.getKey(), refused.state(), refused.why()));
                case Seen.Missing missing -> {
                    if (named.contains(entry.getKey())) {
                        rows.add(QueueRow.hidden(entry.getKey(), QueueState.MISSING, ""));
                    }
                }
            }
        }
        return rows;
    }

    private boolean pause() {
        try {
            Thread.sleep(interval);
            return true;
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        topics.forEach(topic -> priorities.forEach(priority -> names.add(topic + "." + priority)));
        names.addAll(named);
        return names;
    }

    /// What was looked for, such as `notifications.*`.
    public String sought() {
        return topics.stream().map(topic -> topic + (priorities.equals(TapWish.PRIORITIES) ? ".*"
                : ".{" + String.join(",", priorities) + "}")).collect(Collectors.joining(", "));
    }

    /// A survey's rows for programs and for [#columns].
    public List<Map<String, Object>> json(List<QueueRow> rows) {
        return rows.stream().map(row -> row.json(broker.name())).toList();
    }

    /// What people see of a row.
    ///
    /// @param several whether there is more than one broker
    public static List<Column> columns(boolean several) {
        List<Column> columns = new ArrayList<>();
        if (several) {
            columns.add(Column.text("BROKER", 6, "broker"));
        }
        columns.add(Column.text("QUEUE", 5, "queue"));
        columns.add(number("MESSAGES", "messages"));
        columns.add(number("READERS", "consumers"));
        columns.add(new Column("GROWTH", 6, true, QueueSurvey::growth, row -> Tone.PLAIN));
        columns.add(new Column("MEANING", 7, false, row -> String.valueOf(row.get("meaning")), QueueSurvey::tone));
        return List.copyOf(columns);
    }

    private static Column number(String title, String fact) {
        return new Column(title, title.length(), true, row -> String.valueOf(row.getOrDefault(fact, "")),
                row -> Tone.PLAIN);
    }

    private static String growth(Map<String, Object> row) {
        return row.get("growth_per_second") instanceof Double rate ? QueueRow.growthText(rate) : "";
    }

    private static Tone tone(Map<String, Object> row) {
        return switch (QueueState.of(String.valueOf(row.get("state")))) {
            case READ -> Tone.GOOD;
            case IDLE -> Tone.PLAIN;
            case UNREAD, FILLING, LOCKED, FORBIDDEN -> Tone.DOUBTFUL;
            case DOWN, MISSING -> Tone.BAD;
        };
    }
}
