package dev.evtool.cli;

import dev.evtool.event.Listing;
import dev.evtool.notify.QueueAdvice;
import dev.evtool.notify.QueueRow;
import dev.evtool.notify.QueueState;
import dev.evtool.notify.QueueSurvey;
import dev.evtool.notify.TapSettings;
import dev.evtool.notify.TapWish;
import dev.evtool.report.Messages;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool notify queues`.
@OptionGroup(value = "Which queues", order = 20)
@Command(name = "queues", description = {"List the queues that services and listeners share, and who reads them", "",
        "Queues are named TOPIC.PRIORITY, such as versioned_notifications.info. Shown of each are the messages that wait, "
                + "how many readers it has, and how it grows. Nothing is made, changed or taken: they are only looked at, by "
                + "passive declares. Which exchange a queue is bound to, who publishes, and what readers have not acknowledged "
                + "yet, AMQP does not tell: the management plugin and rabbitmqctl do.",
        "", "A queue's name does not tell the exchange: --exchange ironic only adds Ironic's own topic.",
        "", "Examples:", "  evtool notify queues amqp://localhost",
        "  evtool notify queues 'amqp://ops@rabbit1/nova?password=env:RABBIT_PASSWORD' --interval 10s",
        "  evtool notify queues amqp://localhost --queue telemetry-pool --topic my_notifications",
        "  evtool notify queues amqp://localhost --interval 0 --fail-on-unread --fail-over 10000",
        "  evtool notify queues amqp://localhost -o json | jq '.[] | select(.consumers == 0)'"})
final class NotifyQueuesCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    final BrokerOptions bus;

    @Option(names = "--queue", paramLabel = "NAME", split = ",", description = "Further queues by their names, such as the pool of a listener; separated by commas or repeated.")
    List<String> named = new ArrayList<>();

    @Option(names = "--interval", paramLabel = "D", defaultValue = "2s", description = "How long to wait before looking again, for the growth; 0 to look only once. Default: ${DEFAULT-VALUE}.")
    String interval = "2s";

    @Option(names = "--fail-on-unread", description = "Exit 1 if a queue holds messages that nobody reads, or a --queue cannot be seen.")
    boolean failOnUnread;

    @Option(names = "--fail-over", paramLabel = "N", description = "Exit 1 if more than N messages wait in a queue, or a --queue cannot be seen.")
    @Nullable
    Long failOver;

    @Mixin
    ListingOptions output = new ListingOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    NotifyQueuesCommand(Console console) {
        this.console = console;
        this.bus = new BrokerOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, IOException {
        Duration pause = pause();
        Messages messages = console.messages(common.color);
        List<TapSettings> brokers = bus.settings(TapWish.USUAL.with(bus.exchanges, bus.topics), false, false, messages);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Runnable> remarks = new ArrayList<>();
        ExitCode code = ExitCode.OK;
        Thread looker = Thread.currentThread();
        try (Signals signals = Signals.install(looker::interrupt, () -> StreamRun.halt(ExitCode.INTERRUPTED))) {
            for (TapSettings settings : brokers) {
                QueueSurvey survey = QueueSurvey.of(settings, named, pause);
                try {
                    List<QueueRow> seen = survey.run(messages::line);
                    rows.addAll(survey.json(seen));
                    remarks.add(() -> remark(survey, seen, messages));
                    code = code.or(verdict(seen));
                } catch (StreamException.Unreachable e) {
                    messages.problem(e.problem().what(), e.problem().cause(), e.problem().next());
                    code = code.or(ExitCode.SOURCE);
                }
                if (Thread.interrupted()) {
                    code = signals.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED);
                    break;
                }
            }
            output.print(new Listing(QueueSurvey.columns(brokers.size() > 1), rows), console, common);
        }
        if (!common.quiet) {
            remarks.forEach(Runnable::run);
        }
        return code;
    }

    private Duration pause() {
        return interval.equals("0") ? Duration.ZERO : DurationText.parse(interval).orElseThrow(() -> new UsageException(
                new Problem("--interval " + interval + " is not a duration", null,
                        "write 2s, 500ms or 1m; 0 for none")));
    }

    private static void remark(QueueSurvey survey, List<QueueRow> seen, Messages messages) {
        if (seen.isEmpty()) {
            messages.problem(survey.broker().name() + ": none of these queues is there: " + survey.sought(),
                    "no service has ever published there and no listener has run, they are named otherwise (--topic), or are "
                            + "in another virtual host",
                    "evtool notify doctor " + survey.broker().name());
        }
        for (Problem problem : new QueueAdvice(survey.broker(), seen).problems()) {
            messages.problem(problem.what(), problem.cause(), problem.next());
        }
    }

    private ExitCode verdict(List<QueueRow> seen) {
        boolean watches = failOnUnread || failOver != null;
        boolean bad = seen.stream().anyMatch(row -> (failOnUnread && row.state() == QueueState.UNREAD)
                || (failOver != null && row.messages() > failOver)
                || (watches && named.contains(row.queue()) && !row.state().isCounted()));
        return bad ? ExitCode.VERDICT : ExitCode.OK;
    }
}
