package dev.evtool.cli;

import dev.evtool.report.SchemaText;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.DiffText;
import dev.evtool.schema.SchemaDiff;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.SchemaSide;
import dev.evtool.schema.SchemaStep;
import dev.evtool.stream.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool schema diff`.
@OptionGroup(value = "What is known besides", order = 20)
@Command(name = "diff", description = {"Compare schemas, and judge what their versions did", "",
        "Each side is NAME@VERSION, the word shipped, a catalog file, a registry dump, or records (a capture, NDJSON): of these, "
                + "what was not seen is not taken for gone. Exit 1 if the contract is broken: more without a minor bump, less or "
                + "other without a major bump, a bump without a change. See: evtool help schemas",
        "", "Examples:", "  evtool schema diff InstancePayload@1.8 InstancePayload@1.9",
        "  evtool schema diff shipped registry.json --renamed InstancePayload=ServerPayload",
        "  evtool schema diff shipped night.ndjson               do the records hold what is known?",
        "  evtool schema diff monday.ndjson tuesday.ndjson -o json"})
final class SchemaDiffCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "What there was.")
    String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "What there is now.")
    String second = "";

    @Option(names = "--renamed", paramLabel = "OLD=NEW", description = "The class OLD of A is NEW in B; a pure rename keeps the version.")
    List<String> renamed = new ArrayList<>();

    @Option(names = "--meaning", paramLabel = "NAME", description = "The fields of NAME mean something else now: its version may step without a change that shows.")
    List<String> meaning = new ArrayList<>();

    @Mixin
    TextOrJson output = new TextOrJson();
    @Mixin
    CommonOptions common = new CommonOptions();

    SchemaDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException, SchemaException {
        Map<String, String> names = new LinkedHashMap<>();
        for (String pair : renamed) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw new UsageException(new Problem("--renamed " + pair + " is not OLD=NEW", null,
                        "give both names: --renamed InstancePayload=ServerPayload"));
            }
            names.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        if (first.equals("-") && second.equals("-")) {
            throw new UsageException(new Problem("standard input can be one side only", null,
                    "give a file for the other"));
        }
        SchemaSides sides = new SchemaSides(Catalog.shipped(), console.in(), console.messages(common.color));
        Optional<SchemaSide> before = sides.of(first);
        Optional<SchemaSide> after = before.isEmpty() ? before : sides.of(second);
        if (before.isEmpty() || after.isEmpty()) {
            return sides.code();
        }
        if (before.get().isStrangeTo(after.get(), names)) {
            throw new UsageException(new Problem("nothing to compare: " + first + " and " + second
                    + " have no object in common", "one of them is another catalog, or a class was renamed",
                    "name the pairs: --renamed OLD=NEW"));
        }
        List<SchemaStep> steps = SchemaDiff.of(before.get(), after.get(), names, new HashSet<>(meaning));
        List<String> events = SchemaDiff.events(before.get(), after.get(), names);
        switch (output.format) {
            case TEXT -> new SchemaText(console.out(), console.outTheme(common.color)).diff(steps, events);
            case JSON -> TextOrJson.print(DiffText.json(before.get(), after.get(), steps, events), console, common);
        }
        return steps.stream().anyMatch(step -> step.judged() == SchemaStep.Judged.BROKEN)
                ? sides.code().or(ExitCode.VERDICT) : sides.code();
    }
}
