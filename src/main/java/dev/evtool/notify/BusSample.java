package dev.evtool.notify;

import dev.evtool.event.Payload;
import dev.evtool.notify.OsloMessage.Wrapping;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.RecordJudge;
import dev.evtool.schema.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What was published while somebody listened: how much of what, from whom, in which form. Of secrets it notes that they
/// are there, and nothing else.
final class BusSample {

    static final String ENVELOPE = "in an envelope 2.0";
    static final String BARE = "without envelope";

    /// What one exchange brought.
    ///
    /// @param keys routing keys of the topics that are wished for
    /// @param others routing keys of other topics, into which nobody has looked
    record Traffic(Tally keys, Tally publishers, Tally others) {
        Traffic() {
            this(new Tally(), new Tally(), new Tally());
        }
    }

    private final TapWish wish;
    private final OsloCodec codec = new OsloCodec(false);
    private final RecordCheck judge = RecordJudge.of(Catalog.shipped(), null, false).get();
    private final Map<String, Traffic> byExchange = new LinkedHashMap<>();
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final InstanceNews instances = new InstanceNews();
    final Tally eventTypes = new Tally();
    final Tally versioned = new Tally();
    final Tally legacy = new Tally();
    final Tally wrappings = new Tally();
    final Tally drifting = new Tally();
    final Tally malformed = new Tally();
    private int secrets;

    BusSample(TapWish wish) {
        this.wish = wish;
        wish.exchanges().forEach(exchange -> byExchange.put(exchange, new Traffic()));
    }

    void add(Arrival arrival) {
        Traffic traffic = byExchange.computeIfAbsent(arrival.exchange(), name -> new Traffic());
        String key = arrival.routingKey();
        if (!wish.topics().contains(topic(key))) {
            traffic.others().add(key);
            return;
        }
        traffic.keys().add(key);
        String compression = NotifyIntake.compression(arrival);
        try {
            OsloMessage message = codec.decode(arrival.body(), compression);
            if (message.head().eventType() == null) {
                malformed.add("a remote call");
                return;
            }
            wrappings.add(compression != null ? "compressed (" + compression + ")"
                    : message.wrapping() == Wrapping.BARE ? BARE : ENVELOPE);
            secrets += message.redacted() ? 1 : 0;
            eventTypes.add(message.head().eventType());
            read(message, traffic);
            judge(message);
        } catch (MessageFormatException e) {
            malformed.add(e.what());
        }
    }

    static String topic(String key) {
        int dot = key.lastIndexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private void read(OsloMessage message, Traffic traffic) {
        if (!(new Payload(message.json(), Payload.JSON).data() instanceof Map<?, ?> members)) {
            return;
        }
        String publisher = members.get("publisher_id") instanceof String text ? text : "(nobody)";
        traffic.publishers().add(publisher);
        Map<?, ?> object = members.get("payload") instanceof Map<?, ?> payload ? payload : Map.of();
        boolean claims = object.keySet().stream().anyMatch(name -> String.valueOf(name).endsWith("_object.version"));
        (claims ? versioned : legacy).add(publisher);
        if (claims && object.get("nova_object.data") instanceof Map<?, ?> data) {
            instances.add(String.valueOf(message.head().eventType()), data);
        }
    }

    private void judge(OsloMessage message) {
        byte[] json = message.json();
        Judgement judgement = judge.check(json, 0, json.length, Places.counted(json, 0, 1, 1));
        verdicts.merge(judgement.verdict(), 1, Integer::sum);
        switch (judgement.verdict()) {
            case VALID, UNVERSIONED -> {}
            case NEWER_MINOR, UNKNOWN, INCOMPATIBLE, INVALID -> drifting.add((judgement.claim() == null
                    ? message.head().eventType()
                    : judgement.claim().toString()) + " " + judgement.verdict());
        }
    }

    /// By exchange; those that are wished for are there in any case.
    Map<String, Traffic> byExchange() {
        return byExchange;
    }

    /// Whether each exchange brought something of each topic.
    boolean hasAll() {
        return wish.exchanges().stream().allMatch(exchange -> {
            Traffic traffic = byExchange.get(exchange);
            return traffic != null && wish.topics().stream()
                    .allMatch(topic -> traffic.keys().texts().stream().anyMatch(key -> topic(key).equals(topic)));
        });
    }

    int verdicts(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    InstanceNews instances() {
        return instances;
    }

    /// In how many messages a token or a service catalog stood.
    int secrets() {
        return secrets;
    }

    /// Notifications that could be read.
    int read() {
        return eventTypes.total();
    }
}
