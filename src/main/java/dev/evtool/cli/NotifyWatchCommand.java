package dev.evtool.cli;

import dev.evtool.notify.DemoSource;
import dev.evtool.notify.NotifySourceType;
import dev.evtool.notify.TapQueue;
import dev.evtool.notify.TapUri;
import dev.evtool.notify.TapWish;
import dev.evtool.notify.TapWish.Form;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool notify watch`.
@OptionGroup(value = "Which notifications", order = 20)
@Command(name = "watch", description = {"Watch notifications on AMQP topics, without taking them from anybody", "",
        "Reads a queue of its own, bound to the exchange as it is: nothing is declared that a service could trip over, and "
                + "the queues of others keep every message. See: evtool help notifications",
        "", "Examples:", "  evtool notify watch --demo --pairs", "  evtool notify watch amqp://localhost",
        "  evtool notify watch 'amqp://ops@rabbit1,rabbit2/nova?password=env:RABBIT_PASSWORD'",
        "  evtool notify watch amqp://localhost --priority error,warn --event-type 'instance.*'",
        "  evtool notify watch amqp://localhost --exchange neutron,cinder --legacy",
        "  evtool notify watch amqp://localhost --validate -o ndjson | jq .type"})
final class NotifyWatchCommand extends StreamCommand {

    @Mixin
    final BrokerOptions bus;
    @Mixin
    RetryOptions retry = new RetryOptions();
    @Mixin
    PairOptions pairs = new PairOptions();

    @Option(names = "--demo", description = "Watch an embedded cloud; no broker is needed.")
    boolean demo;

    @Option(names = "--priority", paramLabel = "P", split = ",", description = "Only error, warn, info, ...; separated by commas or repeated.")
    List<String> priorities = new ArrayList<>();

    @Option(names = "--event-type", paramLabel = "PATTERN", split = ",", description = "Only these event types, such as 'instance.*'; separated by commas or repeated.")
    List<String> eventTypes = new ArrayList<>();

    @Option(names = "--versioned", description = "Only versioned notifications.")
    boolean versioned;

    @Option(names = "--legacy", description = "Only unversioned ones.")
    boolean legacy;

    @Option(names = "--durable-queue", paramLabel = "NAME", description = "Read a durable queue of this name, made if it is not there: it goes on collecting when evtool ends.")
    @Nullable
    String durable;

    @Option(names = "--consume", paramLabel = "QUEUE", description = "Take messages from a queue that others live from: they do not get what evtool takes.")
    @Nullable
    String shared;

    @Option(names = "--prefetch", paramLabel = "N", defaultValue = ""
            + TapWish.PREFETCH, description = "How many messages the broker sends before it hears that some are safe. Default: ${DEFAULT-VALUE}.")
    int prefetch = TapWish.PREFETCH;

    @Option(names = "--show-secrets", description = "Show tokens and service catalogs of request contexts.")
    boolean showSecrets;

    NotifyWatchCommand(Console console) {
        super(console);
        this.bus = new BrokerOptions(console);
    }

    @Override
    List<Source> sources() throws StreamException {
        if (versioned && legacy) {
            throw new UsageException(new Problem("--versioned and --legacy contradict each other", null,
                    "leave out both of them to see all"));
        }
        if (durable != null && shared != null) {
            throw new UsageException(new Problem("--durable-queue and --consume contradict each other", null,
                    "leave out one of them"));
        }
        TapQueue queue = durable != null ? new TapQueue.Durable(durable)
                : shared != null ? new TapQueue.Shared(shared) : new TapQueue.Own();
        Form form = versioned ? Form.VERSIONED : legacy ? Form.LEGACY : Form.ANY;
        TapWish wish = new TapWish(bus.exchanges, bus.topics, TapUri.priorities(priorities), eventTypes, form, queue,
                prefetch);
        if (demo && (!bus.brokers.isEmpty() || durable != null || shared != null)) {
            throw new UsageException(new Problem("--demo has no broker, and so no queue", null,
                    "leave out --demo, or the rest"));
        }
        if (demo) {
            return List.of(new DemoSource(DemoSource.DEFAULT_SEED, 1, DemoSource.wish(bus.exchanges, bus.topics, wish),
                    showSecrets, pairs.limit()));
        }
        return bus.settings(wish, retry.retry, showSecrets, console().messages(common.color)).stream()
                .map(settings -> NotifySourceType.source(settings.pairing(pairs.limit()))).toList();
    }
}
