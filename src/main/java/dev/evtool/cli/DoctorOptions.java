package dev.evtool.cli;

import dev.evtool.report.Checklist;
import dev.evtool.report.ListingPrinter;
import dev.evtool.terminal.Theme;
import java.util.Locale;
import picocli.CommandLine.Option;

/// In what form a doctor's findings go to stdout.
@OptionGroup(value = "Output", order = 50)
final class DoctorOptions {

    enum Format {
        TEXT, JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json (one array of findings). Default: ${DEFAULT-VALUE}.")
    Format format = Format.TEXT;

    DoctorPrinter printer(DoctorPrinter.Words words, Console console, CommonOptions common) {
        Theme theme = console.outTheme(common.color);
        return format == Format.JSON ? new DoctorJson(words.peer(), new ListingPrinter(console.out(), theme))
                : new DoctorText(words, new Checklist(console.out(), theme, console.outColumns(common.color)));
    }
}
