package dev.evtool.cli;

import dev.evtool.report.Messages;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.Inference;
import dev.evtool.schema.Inferred;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.input.InputWords;
import dev.evtool.stream.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool schema infer`.
@OptionGroup(value = "From what", order = 10)
@Command(name = "infer", description = {"Draft a catalog from records", "",
        "Objects by the name and version that they claim, else by CloudEvents type, kind or file. A draft says what was seen, "
                + "which is less than what is allowed: look it through, then give it to others. See: evtool help schemas",
        "", "Examples:", "  evtool schema infer night.ndjson > drafted.json",
        "  evtool schema infer night.ndjson --enums 12",
        "  kcat ... | evtool schema infer - -o json-schema > records.schema.json"})
final class SchemaInferCommand implements Callable<ExitCode> {

    /// How often each value of an enumeration must have been seen on average: fewer are chance.
    private static final int TIMES_EACH = 5;
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_WARNINGS = 20;
    private static final int FEWEST = 6;

    enum Format {
        CATALOG, JSON_SCHEMA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE|-", description = "Files, folders, globs in quotes, or - for standard input.")
    List<String> words = new ArrayList<>();

    @Option(names = "--enums", paramLabel = "N", defaultValue = "0", description = "Draft an enumeration where a string had at most N different values, each five times on average. Default: none.")
    int enums;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "drafted", description = "The catalog's name. Default: ${DEFAULT-VALUE}.")
    String name = "drafted";

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "catalog", description = "catalog, or json-schema. Default: ${DEFAULT-VALUE}.")
    Format format = Format.CATALOG;

    @Mixin
    CommonOptions common = new CommonOptions();

    SchemaInferCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException, SchemaException {
        if (enums < 0 || enums > MOST_VALUES) {
            throw new UsageException(new Problem("--enums " + enums + " is out of range", null,
                    "give a number from 0 to " + MOST_VALUES));
        }
        Messages messages = console.messages(common.color);
        Inference inference = new Inference(Catalog.shipped(), enums, TIMES_EACH);
        InferenceRun run = new InferenceRun(inference, messages);
        ExitCode code = run.run(InputWords.inputs(words, console.in()));
        if (inference.isEmpty()) {
            if (code == ExitCode.OK) {
                throw new SchemaException("there is nothing to infer from: no JSON object in " + run.records()
                        + " records", null, null);
            }
            return code;
        }
        Inferred inferred = inference.draft(name, run.records() + " records of " + String.join(", ", words));
        TextOrJson.print(format == Format.CATALOG ? inferred.catalog() : inferred.jsonSchema(), console, common);
        if (!common.quiet) {
            tell(inferred, messages);
        }
        return code;
    }

    private static void tell(Inferred inferred, Messages messages) {
        inferred.warnings().stream().limit(MOST_WARNINGS).forEach(messages::line);
        int more = inferred.warnings().size() - MOST_WARNINGS;
        if (more > 0) {
            messages.line("and " + more + " more of these");
        }
        List<Inferred.Seen> objects = inferred.objects();
        messages.line("drafted " + objects.size() + (objects.size() == 1 ? " object" : " objects")
                + ", seen so often: " + objects.stream().sorted(Comparator.comparingLong(Inferred.Seen::records))
                        .map(o -> o.name() + ' ' + o.version() + ' ' + o.records()).limit(FEWEST)
                        .collect(Collectors.joining(", "))
                + (objects.size() > FEWEST ? ", and others more often" : ""));
    }
}
