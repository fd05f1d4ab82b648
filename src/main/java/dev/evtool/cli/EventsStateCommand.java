package dev.evtool.cli;

import dev.evtool.container.ContainerDemo;
import dev.evtool.container.DemoEngines;
import dev.evtool.container.EngineInquiry;
import dev.evtool.container.EngineSettings;
import dev.evtool.container.EventSelection;
import dev.evtool.container.EventWords;
import dev.evtool.event.Listing;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool events state`.
@OptionGroup(value = "Which containers", order = 20)
@Command(name = "state", description = {"List the containers of all engines, and what happened to each lately", "",
        "Asks each engine once: state, since when, exit code, health, and the last events that it remembers. containerd "
                + "remembers none. An engine that does not answer keeps no other from being listed.",
        "", "Examples:", "  evtool events state", "  evtool events state --demo",
        "  evtool events state -e docker://node1:2375 -e docker://node2:2375",
        "  evtool events state --label app=shop",
        "  evtool events state -o json | jq -r '.[] | select(.state != \"running\") | .name'"})
final class EventsStateCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    final EngineOptions engines;

    @Option(names = {"-n",
            "--name"}, paramLabel = "NAME", split = ",", description = "Only this container: a name, an id, or the beginning of an id; separated by commas or repeated.")
    List<String> names = new ArrayList<>();

    @Option(names = "--label", paramLabel = "K[=V]", description = "Only those with this label and value; repeat = and.")
    List<String> labels = new ArrayList<>();

    @Mixin
    ListingOptions output = new ListingOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    EventsStateCommand(Console console) {
        this.console = console;
        this.engines = new EngineOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, IOException, InterruptedException {
        EventSelection selection = EventWords.selection(names, List.of(), List.of(), labels);
        Messages messages = console.messages(common.color);
        if (!engines.isDemo()) {
            return list(engines.settings(false, messages, common.quiet), selection, messages);
        }
        try (DemoEngines running = DemoEngines.start(ContainerDemo.LOOPBACK, ContainerDemo.DEFAULT_SEED, 1)) {
            return list(running.engines(), selection, messages);
        }
    }

    private ExitCode list(List<EngineSettings> settings, EventSelection selection, Messages messages)
            throws IOException, InterruptedException {
        Answers answers = new Answers(messages);
        answers.ask(settings, engine -> new EngineInquiry(engine.with(selection, false, false), messages::line)
                .containers());
        output.print(new Listing(EngineInquiry.columns(settings.size() > 1), answers.rows()), console, common);
        if (!common.quiet && answers.rows().isEmpty() && answers.code() == ExitCode.OK) {
            messages.line(names.isEmpty() && labels.isEmpty() ? "there are no containers"
                    : "no container has the "
                            + (labels.isEmpty() ? "name" : names.isEmpty() ? "label" : "name and label")
                            + " asked for");
        }
        return answers.code();
    }
}
