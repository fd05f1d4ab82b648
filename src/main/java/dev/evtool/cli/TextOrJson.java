package dev.evtool.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Option;

/// Whether the answer is for people or for programs.
@OptionGroup(value = "Output", order = 50)
final class TextOrJson {

    enum Format {
        TEXT, JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json. Default: ${DEFAULT-VALUE}.")
    Format format = Format.TEXT;

    /// Puts JSON on stdout: unchanged in a pipe, harmless on a terminal.
    static void print(String json, Console console, CommonOptions common) throws IOException {
        console.out().write(console.outTheme(common.color).safeJson(json.getBytes(StandardCharsets.UTF_8)));
        console.out().flush();
    }
}
