package dev.evtool.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// In what form events go to stdout.
@OptionGroup(value = "Output", order = 50)
final class OutputOptions {

    enum Format {
        TEXT, TABLE, JSON, NDJSON, TEMPLATE;

        /// Whether notices are records of the output itself, so that stderr would not hear of them.
        boolean carriesNotices() {
            return this == JSON || this == NDJSON;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", description = "text, table, json (one array), ndjson (one CloudEvent a line, flushed at once) or template.")
    @Nullable
    Format format;

    @Option(names = "--template", paramLabel = "T", description = "Text with {{EXPR}}, such as '{{node}} {{state}}'; what is missing prints -.")
    @Nullable
    String template;

    private final Format usual;

    OutputOptions() {
        this(Format.TEXT);
    }

    /// @param usual the format where none is asked for
    OutputOptions(Format usual) {
        this.usual = usual;
    }

    Format format() {
        return format != null ? format : template != null ? Format.TEMPLATE : usual;
    }
}
