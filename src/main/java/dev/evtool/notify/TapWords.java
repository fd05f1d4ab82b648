package dev.evtool.notify;

import dev.evtool.stream.StreamException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// What names and numbers a wish may have: what AMQP can carry, and what takes nothing from others unless that is said.
final class TapWords {

    /// In AMQP a name is a short string.
    private static final int LONGEST_NAME = 255;
    /// In AMQP a prefetch is a short; 0 would be no limit.
    private static final int MOST_PREFETCH = 65_535;

    private TapWords() {}

    /// @throws StreamException.Usage if the wish makes no sense
    static void check(TapWish wish) throws StreamException.Usage {
        for (String topic : wish.topics()) {
            checkLength("the topic " + topic, topic);
            if (Stream.of(topic.split("\\.", -1)).anyMatch(word -> word.equals("#") || word.equals("*"))) {
                throw BrokerUri.usage("the topic " + topic + " would bring the remote calls of all services, and what "
                        + "is secret in them", "name the topics: " + TapWish.VERSIONED_TOPIC);
            }
        }
        for (String key : wish.bindingKeys()) {
            checkLength("the topic " + key, key);
        }
        for (String exchange : wish.exchanges()) {
            checkLength("the exchange " + exchange, exchange);
        }
        if (wish.prefetch() < 1 || wish.prefetch() > MOST_PREFETCH) {
            throw BrokerUri.usage("a prefetch of " + wish.prefetch() + " is out of range",
                    "give 1 to " + MOST_PREFETCH);
        }
        switch (wish.queue()) {
            case TapQueue.Own own -> {
                // the server names it
            }
            case TapQueue.Durable durable -> checkOwn(durable.name());
            case TapQueue.Shared shared -> {
                checkLength("the queue " + shared.name(), shared.name());
                checkWhole(wish);
            }
        }
    }

    private static void checkLength(String what, String name) throws StreamException.Usage {
        if (name.isBlank()) {
            throw BrokerUri.usage(
                    "an exchange, topic or queue has an empty name; it has 1 to " + LONGEST_NAME + " bytes",
                    "leave it out");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw BrokerUri.usage(what.substring(0, 40) + "... is longer than the " + LONGEST_NAME
                    + " bytes that AMQP has for a name", "a shorter one");
        }
    }

    /// A durable queue of ours must not be one that services or the broker make.
    private static void checkOwn(String name) throws StreamException.Usage {
        checkLength("the queue " + name, name);
        if (name.startsWith("amq.")) {
            throw BrokerUri.usage("the durable queue " + name + ": names with amq. are the broker's own", "evtool-tap");
        }
        if (TapWish.PRIORITIES.contains(name.substring(name.lastIndexOf('.') + 1)) && name.indexOf('.') > 0) {
            throw BrokerUri.usage("the durable queue " + name + " has the name of a queue that services make: what "
                    + "evtool reads there is taken from their consumers",
                    "choose another name, such as evtool-tap; to take messages away, use --consume " + name);
        }
    }

    /// What is taken from others and not shown would be lost.
    private static void checkWhole(TapWish wish) throws StreamException.Usage {
        if (wish.form() != TapWish.Form.ANY || !wish.eventTypes().isEmpty() || !wish.priorities().isEmpty()) {
            throw BrokerUri.usage(
                    "--consume takes all that is in the queue: what --event-type, --priority, --versioned "
                            + "or --legacy leave out would be lost to everybody",
                    "take all of it (record it), and choose afterwards with -f");
        }
    }
}
