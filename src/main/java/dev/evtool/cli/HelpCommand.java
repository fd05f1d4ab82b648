package dev.evtool.cli;

import dev.evtool.stream.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `evtool help`: the help of a command, or a page of the documentation, which the program carries with it.
@Command(name = "help", description = {
        "Show the help of a command, or a topic: filters, capture, exit-codes, ptp-events, ptp-doctor, "
                + "container-events, notifications, notify-doctor, notify-emit, validation, schemas, "
                + "security",
        "",
        "Examples:", "  evtool help ptp watch", "  evtool help filters"})
final class HelpCommand implements Callable<ExitCode> {

    static final List<String> TOPICS = List.of("filters", "capture", "exit-codes", "ptp-events", "ptp-doctor",
            "container-events", "notifications", "notify-doctor", "notify-emit", "validation", "schemas",
            "security");

    private final Console console;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND|TOPIC", description = "A command such as `ptp watch`, or a topic.")
    List<String> words = new ArrayList<>();

    @Mixin
    CommonOptions common = new CommonOptions();

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException {
        if (words.size() == 1 && TOPICS.contains(words.getFirst())) {
            show(words.getFirst());
            return ExitCode.OK;
        }
        CommandLine line = spec == null ? new CommandLine(this) : spec.root().commandLine();
        for (String word : words) {
            line = line.getSubcommands().get(word);
            if (line == null) {
                throw new UsageException(new Problem("there is no help on \"" + String.join(" ", words) + "\"", null,
                        "see: evtool --help; topics are " + String.join(", ", TOPICS)));
            }
        }
        line.usage(line.getOut());
        return ExitCode.OK;
    }

    private void show(String topic) throws IOException {
        try (InputStream page = HelpCommand.class.getResourceAsStream("/dev/evtool/docs/" + topic + ".md")) {
            if (page == null) {
                throw new IOException("the page " + topic + ".md is missing in this build");
            }
            page.transferTo(console.out());
        }
    }
}
