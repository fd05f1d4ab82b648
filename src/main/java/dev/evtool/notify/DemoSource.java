package dev.evtool.notify;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.notify.DemoCloud.Moment;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notifications of the embedded cloud, without a broker. Its messages take the very way that those of a broker take.
///
/// @param seed the same seed gives the same happenings
/// @param speed how much faster than usual
/// @param wish what of it is wanted
/// @param keepsSecrets whether to show the tokens in it, which open nothing
/// @param pairLimit how long to wait for the end of what has begun; `null` to show both
public record DemoSource(long seed, double speed, TapWish wish, boolean keepsSecrets, @Nullable Duration pairLimit)
        implements
            Source {

    public static final long DEFAULT_SEED = 5672;

    private static final List<String> EXCHANGES = List.of("nova", "cinder", "keystone", "glance", "ironic");
    private static final String IRONIC_TOPIC = "ironic_versioned_notifications";

    /// The usual demo, with all that it sends.
    public DemoSource(boolean keepsSecrets) {
        this(DEFAULT_SEED, 1, wish(List.of(), List.of(), TapWish.USUAL), keepsSecrets, null);
    }

    /// The wish, with all exchanges and topics of the demo where none are named.
    public static TapWish wish(List<String> exchanges, List<String> topics, TapWish usual) {
        List<String> all = switch (usual.form()) {
            case ANY -> List.of(TapWish.VERSIONED_TOPIC, IRONIC_TOPIC, TapWish.LEGACY_TOPIC);
            case VERSIONED -> List.of(TapWish.VERSIONED_TOPIC, IRONIC_TOPIC);
            case LEGACY -> List.of(TapWish.LEGACY_TOPIC);
        };
        return new TapWish(exchanges.isEmpty() ? EXCHANGES : exchanges, topics.isEmpty() ? all : topics,
                usual.priorities(), usual.eventTypes(), usual.form(), new TapQueue.Own(), usual.prefetch());
    }

    @Override
    public String name() {
        return BrokerSettings.DEMO;
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws InterruptedException {
        TapSettings settings = new TapSettings(BrokerSettings.demo(Connecting.DEFAULT.keepingSecrets(keepsSecrets)),
                wish, false, pairLimit);
        NotifyIntake intake = new NotifyIntake(settings, sink);
        Instant begun = Instant.now();
        intake.notice(Notice.Kind.CONNECTED, "a cloud of its own, without a broker (seed " + seed + ")");
        if (subscription.since() != null && subscription.since().isBefore(begun)) {
            intake.gap(Gap.possible(name(), subscription.since(), begun, "the demo has no past"));
        }
        try {
            play(new DemoCloud(seed, begun, speed), begun, subscription, intake);
        } finally {
            intake.lastWords(null);
        }
    }

    private void play(DemoCloud cloud, Instant begun, Subscription bounds, NotifyIntake intake)
            throws InterruptedException {
        while (true) {
            Moment moment = cloud.next();
            Instant due = begun.plus(moment.at());
            if (bounds.until() != null && due.isAfter(bounds.until())) {
                Thread.sleep(untilPositive(bounds.until()));
                return;
            }
            Thread.sleep(untilPositive(due));
            for (Arrival arrival : moment.arrivals()) {
                if (isBound(arrival)) {
                    intake.take(arrival);
                }
            }
        }
    }

    private static Duration untilPositive(Instant time) {
        Duration left = Duration.between(Instant.now(), time);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Whether a queue with the bindings that are wished for would get it.
    private boolean isBound(Arrival arrival) {
        String topic = arrival.routingKey().substring(0, arrival.routingKey().lastIndexOf('.'));
        String priority = arrival.routingKey().substring(topic.length() + 1);
        return wish.exchanges().contains(arrival.exchange()) && wish.topics().contains(topic)
                && (wish.priorities().isEmpty() || wish.priorities().contains(priority));
    }
}
