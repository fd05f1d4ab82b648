package dev.evtool.cli;

import dev.evtool.notify.EmitSettings;
import dev.evtool.notify.Emitter;
import dev.evtool.notify.MessageMaker;
import dev.evtool.notify.TapQueue;
import dev.evtool.notify.TapSettings;
import dev.evtool.notify.TapUri;
import dev.evtool.notify.TapWish;
import dev.evtool.report.Messages;
import dev.evtool.report.TextReport;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.RecordJudge;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `evtool notify emit`.
@Command(name = "emit", description = {"Send notifications as a service would, checked before they leave", "",
        "Builds valid ones from the schemas of versioned payloads, takes them from files, or fills them from documents of any "
                + "form. The exchange is taken as it is, and no queue is made. Topics: versioned_notifications, with --legacy "
                + "notifications. See: evtool help notify-emit",
        "", "Examples:",
        "  evtool notify emit amqp://localhost --event-type service.update --set host=h1 --set disabled=true",
        "  evtool notify emit amqp://localhost --event-type 'instance.*' --count 100 --rate 20/s",
        "  evtool notify emit amqp://localhost --from night.ndjson",
        "  evtool notify emit amqp://localhost --like sample.json --set uuid=5a3f1d2c-0b4e-4f6a-8c7d-9e0f1a2b3c4d",
        "  evtool notify emit --dry-run --map nodes.map.json --from nodes.ndjson -o ndjson"})
final class NotifyEmitCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    final BrokerOptions bus;
    @Mixin
    EmitContentOptions content = new EmitContentOptions();
    @Mixin
    EmitSendOptions sending = new EmitSendOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    NotifyEmitCommand(Console console) {
        this.console = console;
        this.bus = new BrokerOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, SchemaException, IOException {
        Messages messages = console.messages(common.color);
        Catalog catalog = Catalog.shipped();
        EmitContent said = new EmitContent(content, catalog);
        RecordCheck check = sending.noCheck ? null : RecordJudge.of(catalog, "notification", false).get();
        Emission emission = new Emission(said, check, messages, new TextReport(console.err(),
                console.errTheme(common.color)), console, sending, common);
        if (sending.dryRun) {
            return emission.print(maker());
        }
        TapSettings where = where(messages);
        EmitSettings settings = new EmitSettings(where.broker(), where.wish().exchanges().getFirst(),
                sending.missing(), !sending.bare, sending.compression != null, sending.patience());
        try (Emitter emitter = Emitter.open(settings, messages::line)) {
            return emission.send(maker(), where.wish().topics(), emitter);
        }
    }

    private MessageMaker maker() throws StreamException.Usage {
        return new MessageMaker(content.legacy, content.publisher, upper(content.priority), content.requestId,
                content.keepIds);
    }

    private static @Nullable String upper(@Nullable String priority) throws StreamException.Usage {
        return priority == null ? null : TapUri.priorities(List.of(priority)).getFirst().toUpperCase(Locale.ROOT);
    }

    private TapSettings where(Messages messages) throws StreamException.Usage {
        TapWish usual = new TapWish(bus.exchanges, bus.topics, List.of(), List.of(),
                content.legacy ? TapWish.Form.LEGACY : TapWish.Form.VERSIONED, new TapQueue.Own(), TapWish.PREFETCH);
        List<TapSettings> all = bus.settings(usual, false, false, messages);
        TapWish wish = all.getFirst().wish();
        if (all.size() > 1 || wish.exchanges().size() > 1) {
            throw new UsageException(new Problem("one broker and one exchange at a time", null,
                    "call it for each of them; several hosts of a cluster are one broker: amqp://h1,h2/VHOST"));
        }
        if (!wish.queue().equals(new TapQueue.Own()) || !wish.priorities().isEmpty()
                || !wish.eventTypes().isEmpty()) {
            throw new UsageException(new Problem("the address says what to read, and this command sends", null,
                    "leave out consume=, durable-queue=, priority= and event-type="));
        }
        return all.getFirst();
    }
}
