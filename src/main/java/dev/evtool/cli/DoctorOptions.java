package dev.evtool.cli;

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
}
