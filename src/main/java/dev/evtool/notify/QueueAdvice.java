package dev.evtool.notify;

import dev.evtool.stream.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What to do about queues that are not as they should be (`oslo-notifications.md`, 7.13 and 8).
public record QueueAdvice(BrokerSettings broker, List<QueueRow> rows) {

    private static final int MOST_NAMES = 3;
    private static final String UNREAD_CAUSE = "a listener (Ceilometer, Watcher, ...) is missing or down, or reads a pool of "
            + "its own; or nobody wants this format: Nova sends both with [notifications] notification_format = both";

    /// Nothing where all is well; at most one for each kind of trouble.
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        List<QueueRow> unread = in(QueueState.UNREAD);
        if (!unread.isEmpty()) {
            problems.add(new Problem(where() + unreadText(unread), UNREAD_CAUSE, unreadNext()));
        }
        List<QueueRow> filling = in(QueueState.FILLING);
        if (!filling.isEmpty()) {
            problems.add(new Problem(where() + few(filling) + (filling.size() == 1 ? " fills" : " fill")
                    + " faster than read", "the readers are too slow, or stuck: they acknowledge too little",
                    "look at the log of the listener, start more of them, or have fewer messages sent"));
        }
        for (QueueState state : List.of(QueueState.DOWN, QueueState.LOCKED, QueueState.FORBIDDEN)) {
            in(state).stream().findFirst().ifPresent(row -> problems
                    .add(new Problem(where() + few(in(state)) + ": " + state.meaning(), row.why(), null)));
        }
        List<QueueRow> missing = in(QueueState.MISSING);
        if (!missing.isEmpty()) {
            problems.add(new Problem(where() + "there is no queue " + few(missing),
                    "a typing error, another virtual host, or its listener never ran",
                    "names as they are: rabbitmqctl list_queues" + vhost() + " name"));
        }
        return List.copyOf(problems);
    }

    private String where() {
        return broker.name() + ": ";
    }

    private List<QueueRow> in(QueueState state) {
        return rows.stream().filter(row -> row.state() == state).toList();
    }

    /// Such as `nobody reads the 149 messages in a, b and 2 more queues`.
    static String unreadText(List<QueueRow> unread) {
        long messages = unread.stream().mapToLong(QueueRow::messages).sum();
        return "nobody reads the " + BrokerAdvice.count(messages, "message") + " in " + few(unread)
                + (unread.stream().anyMatch(row -> row.growth() != null && row.growth() > 0)
                        ? ", and more come: they fill the broker"
                        : "");
    }

    private String unreadNext() {
        return "start the listener, or have only sent what is read; or bound the queues: " + policy()
                + "; or empty one: rabbitmqctl purge_queue" + vhost() + " NAME";
    }

    /// A command by which messages that nobody reads go away after an hour.
    String policy() {
        String topics = in(QueueState.UNREAD).stream().map(row -> row.queue().replaceFirst("[.][a-z]+$", ""))
                .distinct().collect(Collectors.joining("|"));
        return "rabbitmqctl set_policy" + vhost() + " --apply-to queues unread '^(" + topics
                + ")[.]' '{\"message-ttl\":3600000}'";
    }

    private String vhost() {
        return broker.vhost().equals("/") ? "" : " -p '" + broker.vhost() + "'";
    }

    static String few(List<QueueRow> rows) {
        String first = rows.stream().limit(MOST_NAMES).map(QueueRow::queue).collect(Collectors.joining(", "));
        return rows.size() > MOST_NAMES ? first + " and " + BrokerAdvice.count(rows.size() - MOST_NAMES, "more queue")
                : first;
    }
}
