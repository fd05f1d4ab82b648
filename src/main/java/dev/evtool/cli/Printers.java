package dev.evtool.cli;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.filter.FilterException;
import dev.evtool.filter.Template;
import dev.evtool.report.EventPrinter;
import dev.evtool.report.JsonPrinter;
import dev.evtool.report.LineStyle;
import dev.evtool.report.NdjsonPrinter;
import dev.evtool.report.TablePrinter;
import dev.evtool.report.TemplatePrinter;
import dev.evtool.report.TextPrinter;
import dev.evtool.stream.Problem;
import dev.evtool.terminal.Theme;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The printers that `-o` and `--template` ask for.
///
/// @param columns the width of the terminal, asked for only where it matters, since asking costs time
/// @param notices where notices go in formats that have no place for them
/// @param gaps likewise for gaps
record Printers(OutputStream out, Theme theme, Supplier<OptionalInt> columns, Consumer<Notice> notices,
        Consumer<Gap> gaps) {

    /// @param timeTitle what the time of an event is, for the header of a table
    /// @param style how sentences look
    EventPrinter of(OutputOptions options, String timeTitle, LineStyle style) throws FilterException {
        OutputOptions.Format format = options.format();
        if (format == OutputOptions.Format.TEMPLATE && options.template == null) {
            throw new UsageException(new Problem("-o template needs the text of the template", null,
                    "give it with --template, such as --template '{{node}} {{state}}'"));
        }
        if (format != OutputOptions.Format.TEMPLATE && options.template != null) {
            throw new UsageException(new Problem("--template and -o " + format + " contradict each other", null,
                    "leave out one of them"));
        }
        return switch (format) {
            case TEXT -> new TextPrinter(out, theme, Families.VOCABULARIES, notices, style);
            case TABLE -> new TablePrinter(out, theme, columns.get(), Families.VOCABULARIES, notices, timeTitle);
            case NDJSON -> new NdjsonPrinter(out, theme, new CloudEventWriter()::line);
            case JSON -> new JsonPrinter(out, theme, new CloudEventWriter()::line);
            case TEMPLATE -> {
                Template template = Template.compile(String.valueOf(options.template), Families.fields());
                yield new TemplatePrinter(out, theme, event -> template.render(event, theme::safe), notices, gaps);
            }
        };
    }
}
