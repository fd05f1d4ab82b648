package dev.evtool.schema.custom;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.evtool.schema.Remarks;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.Subject;
import dev.evtool.schema.UserSchemas;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// The JSON Schemas of a user, draft-06 to 2020-12, ready to check records. For several threads.
///
/// A single one is held against whatever comes. Of several, the one is chosen that the record names (`$schema`, the
/// `dataschema` of a CloudEvent) or whose name and version the value claims; see [SchemaName] for what a schema is called.
final class SchemaSet implements UserSchemas {

    private final Links links;
    private final SchemaIndex index = new SchemaIndex();
    private final @Nullable Schema single;

    /// Reads the schemas, and checks that they are such, and that their references lead somewhere within them.
    ///
    /// @param one whether there is only one, for all records
    /// @throws SchemaException for the first that cannot be used, with its place
    SchemaSet(Folders folders, boolean one) throws SchemaException {
        links = new Links(folders);
        for (SchemaFile file : folders.files()) {
            requireValid(file);
        }
        Library library = new Library(links);
        Schema last = null;
        for (Links.Resource root : links.roots()) {
            last = compiled(library, root);
            index.add(root, last);
        }
        single = one ? last : null;
    }

    private static void requireValid(SchemaFile file) throws SchemaException {
        Trial trial = Trial.of(Library.meta(file.draft()), file.node(), file.tape().bytes().length);
        if (trial.stopped() != null) {
            throw file.fail("", "no schema: nested too deeply", null, null);
        }
        List<Finding> findings = Finding.of(trial.errors(), _ -> null).stream().distinct()
                .sorted(Comparator.comparingInt(finding -> file.token(finding.pointer()))).toList();
        if (!findings.isEmpty()) {
            Finding first = findings.getFirst();
            String more = findings.size() > 1 ? ", and " + (findings.size() - 1) + " more" : "";
            throw file.fail(first.pointer(), "no schema: " + first.message() + more, first.hint(),
                    "see " + file.draft().uri());
        }
    }

    private static Schema compiled(Library library, Links.Resource root) throws SchemaException {
        try {
            Schema schema = library.compile(root);
            // A circle of references shows on any value.
            String stopped = Trial.of(schema, NullNode.instance, 0).stopped();
            if (stopped != null) {
                throw root.file().fail("", stopped, "a $ref that leads to itself", null);
            }
            return schema;
        } catch (com.networknt.schema.SchemaException | StackOverflowError e) {
            throw root.file().fail("", "no usable schema: " + e.getMessage(), null, null);
        }
    }

    @Override
    public boolean check(Subject subject, Remarks remarks) {
        SchemaCheck check = new SchemaCheck(subject, remarks, this::schemaOf);
        return switch (choose(subject)) {
            case null -> false;
            case Choice.Found found -> {
                check.against(found);
                yield true;
            }
            case Choice.Nothing nothing -> {
                check.without(nothing);
                yield true;
            }
        };
    }

    private @Nullable Choice choose(Subject subject) {
        return single != null ? new Choice.Found(null, single, Choice.Step.SAME, "")
                : index.choose(subject.schema(), subject.claims());
    }

    /// The schema that an error is of; null if it is not to be found.
    private @Nullable JsonNode schemaOf(Error error) {
        Links.Resource resource = links.resource(String.valueOf(error.getSchemaLocation().getAbsoluteIri()));
        String pointer = Pointer.of(error.getSchemaLocation().getFragment());
        return resource == null || pointer.isEmpty() ? null
                : Pointer.follow(resource.node(), pointer.substring(0, pointer.lastIndexOf('/')));
    }
}
