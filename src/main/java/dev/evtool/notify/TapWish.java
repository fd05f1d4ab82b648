package dev.evtool.notify;

import java.util.List;

/// What to take from a broker.
///
/// @param exchanges topic exchanges; a service has one
/// @param topics as services' settings have them, such as `versioned_notifications`
/// @param priorities in lower case; empty for all
/// @param eventTypes patterns with `*`; empty for all
/// @param prefetch how many messages the broker sends before it hears that some are safe
public record TapWish(List<String> exchanges, List<String> topics, List<String> priorities, List<String> eventTypes,
        Form form, TapQueue queue, int prefetch) {

    /// Which generation of notifications.
    public enum Form {
        ANY, VERSIONED, LEGACY
    }

    public static final List<String> PRIORITIES = List.of("audit", "debug", "info", "warn", "error", "critical",
            "sample");
    public static final String EXCHANGE = "nova";
    public static final String VERSIONED_TOPIC = "versioned_notifications";
    public static final String LEGACY_TOPIC = "notifications";
    /// Few enough that little is sent again after a break, and enough to keep the wire full.
    public static final int PREFETCH = 500;

    public TapWish {
        exchanges = exchanges.isEmpty() ? List.of(EXCHANGE) : List.copyOf(exchanges);
        topics = topics.isEmpty() ? usualTopics(form) : List.copyOf(topics);
        priorities = List.copyOf(priorities);
        eventTypes = List.copyOf(eventTypes);
    }

    /// Nova's topics, from a queue of our own.
    public static final TapWish USUAL = new TapWish(List.of(), List.of(), List.of(), List.of(), Form.ANY,
            new TapQueue.Own(), PREFETCH);

    /// The same from other exchanges and topics; empty for the usual ones.
    public TapWish with(List<String> otherExchanges, List<String> otherTopics) {
        return new TapWish(otherExchanges, otherTopics, priorities, eventTypes, form, queue, prefetch);
    }

    private static List<String> usualTopics(Form form) {
        return switch (form) {
            case ANY -> List.of(VERSIONED_TOPIC, LEGACY_TOPIC);
            case VERSIONED -> List.of(VERSIONED_TOPIC);
            case LEGACY -> List.of(LEGACY_TOPIC);
        };
    }

    /// What the queue is bound with: `TOPIC.PRIORITY`, or `TOPIC.*`. Never `#`: the exchange carries RPC, too
    /// (`oslo-notifications.md`, 3).
    List<String> bindingKeys() {
        List<String> ends = priorities.isEmpty() ? List.of("*") : priorities;
        return topics.stream().flatMap(topic -> ends.stream().map(end -> topic + "." + end)).toList();
    }
}
