package dev.evtool.cli;

import dev.evtool.report.DriftTable;
import dev.evtool.report.GithubReport;
import dev.evtool.report.JsonReport;
import dev.evtool.report.JunitReport;
import dev.evtool.report.SarifReport;
import dev.evtool.report.TextReport;
import dev.evtool.report.ValidationReport;
import dev.evtool.schema.input.Input;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.Abilities;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What is said of a validation, and where.
@OptionGroup(value = "Reports", order = 12)
final class ReportOptions {

    private static final List<String> FORMATS = List.of("text", "json", "junit", "sarif", "github");

    @Option(names = "--report", paramLabel = "FORMAT[=FILE]", description = "text, json, junit, sarif or github; to stdout where no file is given. Repeat for several. Default: text.")
    List<String> reports = new ArrayList<>();

    @Option(names = "--summary", description = "Add the drift: which versions of each payload were seen in which events.")
    boolean summary;

    @Option(names = "--pass-valid", description = "Write the records that do not fail to stdout, one a line; the text report goes to stderr.")
    boolean passValid;

    /// Opens all reports.
    ///
    /// @param inputs what is validated, and must not be written over
    /// @throws StreamException.Usage if one cannot be opened, or would be written over an input or another report
    Reports open(Console console, CommonOptions common, List<Input> inputs) throws StreamException, IOException {
        List<String> wanted = reports.isEmpty() ? List.of("text") : reports;
        Reports opened = new Reports(passValid ? console.out() : null,
                summary ? drift(console, common, wanted) : null);
        List<Path> files = new ArrayList<>();
        boolean stdoutTaken = passValid;
        try {
            for (String word : wanted) {
                int equals = word.indexOf('=');
                String format = equals < 0 ? word : word.substring(0, equals);
                String file = equals < 0 ? "-" : word.substring(equals + 1);
                requireKnown(format);
                if (!file.equals("-")) {
                    OutputStream out = ReportFile.open(file, format, inputs, files);
                    opened.add(report(format, out, new Theme(Abilities.PIPE)), out);
                } else if (stdoutTaken && !(passValid && format.equals("text"))) {
                    throw new UsageException(new Problem("only one thing can go to stdout, and " + format
                            + " is one more", null, "give it a file: --report " + format + "=FILE"));
                } else if (passValid) {
                    opened.add(report(format, console.err(), console.errTheme(common.color)), null);
                } else {
                    stdoutTaken = true;
                    opened.add(report(format, console.out(), console.outTheme(common.color)), null);
                }
            }
            return opened;
        } catch (StreamException | UsageException e) {
            opened.close();
            throw e;
        }
    }

    /// Where the drift is shown: on stdout, unless that is taken by what is no text.
    private DriftTable drift(Console console, CommonOptions common, List<String> wanted) {
        boolean free = !passValid && wanted.stream().allMatch(word -> word.contains("=") || word.equals("text"));
        return free ? new DriftTable(console.out(), console.outTheme(common.color))
                : new DriftTable(console.err(), console.errTheme(common.color));
    }

    private static void requireKnown(String format) {
        if (!FORMATS.contains(format)) {
            throw new UsageException(new Problem("--report " + format + " is no form of report", null,
                    "forms are " + String.join(", ", FORMATS)));
        }
    }

    private ValidationReport report(String format, OutputStream out, Theme theme) {
        return switch (format) {
            case "json" -> new JsonReport(out, RootCommand.version());
            case "junit" -> new JunitReport(out);
            case "sarif" -> new SarifReport(out, RootCommand.version());
            case "github" -> new GithubReport(out);
            default -> new TextReport(out, theme);
        };
    }
}
