package dev.evtool.cli;

import dev.evtool.filter.FilterException;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.Strictness;
import dev.evtool.schema.input.Input;
import dev.evtool.schema.input.InputWords;
import dev.evtool.schema.input.Validation;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is validated, by which schemas, and how strictly.
@OptionGroup(value = "What and by which schemas", order = 10)
final class ValidationOptions {

    @Parameters(arity = "1..*", paramLabel = "FILE|-|SOURCE", description = "Files, folders, globs in quotes, - for standard input; or live sources such as ptp://HOST:PORT, docker://, amqp://HOST, demo:notifications.")
    List<String> words = new ArrayList<>();

    @Option(names = "--as", paramLabel = "KIND", description = "Take every record for this kind, instead of telling it by its members; evtool schema list --kinds names them.")
    @Nullable
    String kind;

    @Option(names = "--schemas", paramLabel = "PATH", description = "JSON Schemas and catalogs of your own, files or folders (repeatable): by them what they are for, the rest by the catalog. A single JSON Schema is for every record as a whole.")
    List<Path> schemas = new ArrayList<>();

    @Option(names = "--strict", description = "Errors, too: later minors than the catalog has, unknown records, always-sent fields that are missing.")
    boolean strict;

    @Option(names = "--require-versioned", description = "An error, too: a payload that claims no version.")
    boolean requireVersioned;

    @Option(names = "--max-errors", paramLabel = "N", description = "End after so many records that fail.")
    @Nullable
    Long maxErrors;

    @Mixin
    ReportOptions reports = new ReportOptions();

    /// Validates what the words name.
    ///
    /// @param live how live sources are read; null where the words are known to name none
    ExitCode run(Console console, CommonOptions common, @Nullable LiveOptions live)
            throws StreamException, FilterException, SchemaException, IOException {
        if (maxErrors != null && maxErrors < 1) {
            throw new UsageException(new Problem("--max-errors " + maxErrors + " would end before it began", null,
                    "give a number from 1 on"));
        }
        Supplier<RecordCheck> checks = new Judging(schemas).checks(kind, strict);
        Strictness strictness = new Strictness(strict, requireVersioned);
        List<String> files = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (String word : words) {
            (Sources.isCapture(word) ? files : sources).add(word);
        }
        if (live != null) {
            live.requireSense(sources);
        }
        List<Input> inputs = InputWords.inputs(files, console.in());
        try (Reports opened = reports.open(console, common, inputs)) {
            ValidationRun run = new ValidationRun(opened, maxErrors == null ? Long.MAX_VALUE : maxErrors);
            ExitCode code = run.files(new Validation(checks, Runtime.getRuntime().availableProcessors(),
                    strictness::fails), inputs, console.messages(common.color));
            if (live != null && !sources.isEmpty() && !run.enough()) {
                code = code.or(live.run(sources, checks.get(), strictness::fails, run, common));
            }
            return code.or(run.end());
        }
    }
}
