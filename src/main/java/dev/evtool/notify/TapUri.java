package dev.evtool.notify;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.UriParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a broker's address says of what to take from it: `?exchange=nova&topic=T,T&priority=P,P&event-type=PATTERN`,
/// `durable-queue=NAME` or `consume=QUEUE`, `prefetch=N`.
public final class TapUri {

    private static final List<String> PARAMETERS = List.of("exchange", "topic", "priority", "event-type",
            "durable-queue", "consume", "prefetch");

    private TapUri() {}

    /// The broker and the wish of an address.
    ///
    /// @param usual what holds where the address says nothing
    /// @throws StreamException.Usage if it makes no sense
    public static TapSettings parse(String uri, Connecting given, TapWish usual) throws StreamException.Usage {
        BrokerUri address = BrokerUri.parse(uri, given);
        UriParameters parameters = address.parameters();
        for (String name : parameters.values().keySet()) {
            if (name.equals("queue")) {
                throw BrokerUri.usage("queue= would read a queue that others live from",
                        "by default evtool reads a queue of its own, which takes nothing from anybody; to take messages "
                                + "away from the others, write consume=QUEUE");
            }
            if (!PARAMETERS.contains(name) && !BrokerUri.PARAMETERS.contains(name)) {
                throw BrokerUri.usage("a broker's address knows no parameter \"" + name + "\"",
                        "use " + String.join(", ",
                                Stream.concat(PARAMETERS.stream(), BrokerUri.PARAMETERS.stream()).sorted().toList()));
            }
        }
        TapWish wish = new TapWish(list(parameters.get("exchange"), usual.exchanges()),
                list(parameters.get("topic"), usual.topics()),
                priorities(list(parameters.get("priority"), usual.priorities())),
                list(parameters.get("event-type"), usual.eventTypes()), usual.form(), queue(parameters, usual.queue()),
                prefetch(parameters.get("prefetch"), usual.prefetch()));
        TapWords.check(wish);
        return new TapSettings(address.settings(), wish, address.pasted());
    }

    private static List<String> list(@Nullable String value, List<String> usual) {
        return value == null ? usual : Arrays.stream(value.split(",", -1)).filter(word -> !word.isBlank()).toList();
    }

    /// Priorities in lower case.
    ///
    /// @throws StreamException.Usage if one of them is none
    public static List<String> priorities(List<String> words) throws StreamException.Usage {
        List<String> lower = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        for (String word : lower) {
            if (!TapWish.PRIORITIES.contains(word)) {
                throw BrokerUri.usage("\"" + word + "\" is no priority of notifications",
                        "use " + String.join(", ", TapWish.PRIORITIES));
            }
        }
        return lower;
    }

    private static TapQueue queue(UriParameters parameters, TapQueue usual) throws StreamException.Usage {
        String durable = parameters.get("durable-queue");
        String shared = parameters.get("consume");
        if (durable != null && shared != null) {
            throw BrokerUri.usage("durable-queue= and consume= contradict each other", "leave out one of them");
        }
        return durable != null ? new TapQueue.Durable(durable) : shared != null ? new TapQueue.Shared(shared) : usual;
    }

    private static int prefetch(@Nullable String word, int usual) throws StreamException.Usage {
        if (word == null) {
            return usual;
        }
        if (word.matches("\\d{1,9}")) {
            return Integer.parseInt(word);
        }
        throw BrokerUri.usage("prefetch=" + word + " is no number", "prefetch=" + TapWish.PREFETCH);
    }
}
