package dev.evtool.cli;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Listing;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.SchemaLists;
import dev.evtool.stream.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool schema list`.
@OptionGroup(value = "What", order = 20)
@Command(name = "list", description = {"List the schemas that evtool knows", "",
        "Payload objects with their versions, by catalog; or event types with what they carry; or the kinds of records, with "
                + "what tells them.",
        "", "Examples:", "  evtool schema list --catalog nova", "  evtool schema list --events -o json",
        "  evtool schema list --kinds"})
final class SchemaListCommand implements Callable<ExitCode> {

    private static final List<Column> OBJECTS = List.of(Column.text("NAME", 4, "name"),
            new Column("VERSIONS", 8, false, row -> row.get("versions") instanceof List<?> versions
                    ? String.join(", ", versions.stream().map(String::valueOf).toList()) : "", _ -> Tone.PLAIN),
            Column.text("CATALOG", 7, "catalog"), Column.text("FORM", 9, "form"),
            new Column("FIELDS", 6, true, row -> String.valueOf(row.get("fields")), _ -> Tone.PLAIN),
            Column.text("ABOUT", 5, "about"));
    private static final List<Column> EVENTS = List.of(Column.text("EVENT", 5, "event"),
            Column.text("PAYLOAD", 7, "payload"), Column.text("VERSION", 7, "version"),
            Column.text("CATALOG", 7, "catalog"));
    private static final List<Column> KINDS = List.of(Column.text("KIND", 4, "kind"),
            Column.text("OBJECT", 6, "object"), Column.text("TOLD BY", 7, "told_by"),
            Column.text("ABOUT", 5, "about"));

    private final Console console;

    @Option(names = "--events", description = "Event types, and the payload that each carries.")
    boolean events;

    @Option(names = "--kinds", description = "Kinds of records, in the order in which they are tried.")
    boolean kinds;

    @Option(names = "--catalog", paramLabel = "NAME", description = "Only of this catalog.")
    @Nullable
    String catalog;

    @Mixin
    ListingOptions output = new ListingOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    SchemaListCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException {
        if (kinds && (events || catalog != null)) {
            throw new UsageException(new Problem("--kinds lists the kinds of all catalogs and nothing else", null,
                    "leave out the other"));
        }
        Catalog known = Catalog.shipped();
        List<String> names = SchemaLists.catalogs(known);
        if (catalog != null && !names.contains(catalog)) {
            throw new UsageException(new Problem("there is no catalog " + catalog, null,
                    "catalogs are " + String.join(", ", names)));
        }
        Listing all = kinds ? new Listing(KINDS, SchemaLists.kinds(known))
                : events ? new Listing(EVENTS, SchemaLists.events(known))
                : new Listing(OBJECTS, SchemaLists.objects(known));
        List<Map<String, Object>> rows = all.rows().stream()
                .filter(row -> catalog == null || catalog.equals(row.get("catalog"))).toList();
        output.print(new Listing(all.columns(), rows), console, common);
        if (rows.isEmpty() && !common.quiet) {
            console.messages(common.color).line("the catalog " + catalog + " has no event types");
        }
        return ExitCode.OK;
    }
}
