package dev.evtool.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person should know of the queue that is read, before it is.
final class QueueWords {

    private QueueWords() {}

    /// @param found how the queue was when we came
    /// @param first whether this is said for the first time
    static List<String> of(TapQueue queue, Tap.Found found, String vhost, boolean first) {
        return switch (queue) {
            case TapQueue.Own own -> List.of();
            case TapQueue.Durable durable -> durable(durable.name(), found, vhost, first);
            case TapQueue.Shared shared -> List.of("takes messages out of the queue " + shared.name() + ", in which "
                    + found.waiting() + " wait: " + (found.consumers() == 0 ? "nobody else reads it now"
                            : "its " + counted(found.consumers(), "other consumer") + " will not get them"));
        };
    }

    private static List<String> durable(String name, Tap.Found found, String vhost, boolean first) {
        List<String> words = new ArrayList<>();
        if (first) {
            words.add("the queue " + name + (found.made() ? " is new, and" : "") + " goes on collecting when evtool "
                    + "has ended; to delete it: rabbitmqctl delete_queue " + name
                    + (vhost.equals("/") ? "" : " -p '" + vhost + "'"));
        }
        if (!found.made()) {
            words.add(counted(found.waiting(), "message") + " waited in the queue " + name);
        } else if (!first) {
            words.add("the queue " + name + " was gone, with what it held, and was made again");
        }
        if (found.consumers() > 0) {
            words.add("the queue " + name + " has " + counted(found.consumers(), "other consumer")
                    + ": each message goes to one of them only");
        }
        return words;
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%d %s%s", count, what, count == 1 ? "" : "s");
    }
}
