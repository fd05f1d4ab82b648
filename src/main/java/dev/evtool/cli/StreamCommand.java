package dev.evtool.cli;

import dev.evtool.event.Notice;
import dev.evtool.filter.FilterException;
import dev.evtool.report.EventPrinter;
import dev.evtool.report.LineStyle;
import dev.evtool.report.Messages;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Output;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/// A command that shows a stream on stdout; its kinds differ in where the stream comes from.
abstract sealed class StreamCommand implements Callable<ExitCode>
        permits PtpWatchCommand, PtpStateCommand, DemoPtpCommand, TailCommand, EventsCommand, DemoContainersCommand,
        NotifyWatchCommand, DemoNotificationsCommand {

    private final Console console;

    @Mixin
    FilterOptions filters = new FilterOptions();
    @Mixin
    ValidateOptions validation = new ValidateOptions();
    @Mixin
    StopOptions stop = new StopOptions();
    @Mixin
    OutputOptions output;
    @Mixin
    CommonOptions common = new CommonOptions();

    StreamCommand(Console console) {
        this(console, OutputOptions.Format.TEXT);
    }

    /// @param usual the format where none is asked for
    StreamCommand(Console console, OutputOptions.Format usual) {
        this.console = console;
        this.output = new OutputOptions(usual);
    }

    /// Where the stream comes from, by this command's options.
    abstract List<Source> sources() throws StreamException;

    /// What the time of an event is, as the header of a table calls it.
    String timeTitle() {
        return "TIME";
    }

    /// How sentences look, in families whose lines are some.
    LineStyle lineStyle(List<Source> sources) {
        return LineStyle.USUAL;
    }

    /// Whether to say at the end how long what was in which state.
    boolean sumsUpStates() {
        return true;
    }

    Console console() {
        return console;
    }

    @Override
    public ExitCode call() throws StreamException, FilterException, SchemaException, IOException {
        Messages messages = console.messages(common.color);
        Theme theme = console.outTheme(common.color);
        StreamRun run = new StreamRun(common, filters, validation, stop, messages,
                () -> console.errColumns(common.color));
        Consumer<Notice> notices = common.quiet ? notice -> {} : run::notice;
        List<Source> sources = sources();
        Printers printers = new Printers(console.out(), theme, () -> console.outColumns(common.color), notices,
                run::gap);
        EventPrinter printer = printers.of(output, timeTitle(), lineStyle(sources));
        Output shown = new PrinterOutput(printer);
        List<Output> outputs = output.format().carriesNotices()
                ? List.of(shown, new Spoken(run, common.quiet))
                : List.of(shown);
        printer.begin();
        return run.run(sources, outputs, theme.abilities().terminal(), sumsUpStates(), () -> false);
    }
}
