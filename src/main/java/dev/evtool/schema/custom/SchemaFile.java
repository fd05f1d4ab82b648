package dev.evtool.schema.custom;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import dev.evtool.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A schema as it stands in its file.
///
/// @param path as the user gave it, or below what the user gave
/// @param real the same, absolute and without symbolic links
/// @param tape of its text
/// @param node its text as a tree
record SchemaFile(Path path, Path real, JsonTape tape, JsonNode node, Draft draft) {

    private static final int LONGEST = 16 << 20;

    /// Reads a file, which must be JSON that names a known draft, if any.
    static SchemaFile read(Path path) throws SchemaException {
        byte[] text = text(path);
        boolean marked = text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        JsonTape tape = new JsonTape();
        try {
            tape.read(text, marked ? 3 : 0, text.length);
        } catch (JsonFormatException e) {
            Place place = place(text, e.offset());
            String likely = text.length == 0 ? "the file is empty" : e.likelyCause();
            throw new SchemaException("%s:%d:%d: no JSON: %s".formatted(path, place.line(), place.column(),
                    e.getMessage()), likely, null);
        }
        TapeTree tree = new TapeTree(tape);
        JsonNode node = tree.node(0);
        try {
            SchemaFile file = new SchemaFile(path, path.toRealPath(), tape, node, Draft.DRAFT_2020_12);
            for (TapeTree.Flaw flaw : tree.flaws()) {
                throw file.fail(tape.from(flaw.token()), null, flaw.rule().help(), null, null);
            }
            return new SchemaFile(path, file.real, tape, node, file.declaredDraft());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static byte[] text(Path path) throws SchemaException {
        try {
            if (Files.size(path) > LONGEST) {
                throw new SchemaException(path + ": longer than 16 MiB", "not a schema, but the data", null);
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static SchemaException unreadable(Path path, IOException e) {
        boolean missing = e instanceof NoSuchFileException;
        return new SchemaException(
                "cannot read the schema " + path + ": " + (missing ? "there is none" : e.getMessage()),
                missing ? "a typing error in the path" : null, null);
    }

    private Draft declaredDraft() throws SchemaException {
        JsonNode schema = node.get("$schema");
        if (schema == null || !schema.isString()) {
            return draft; // the meta-schema has a word for one that is no string
        }
        Draft declared = Draft.of(schema.stringValue()).orElse(null);
        if (declared == null) {
            throw fail("/$schema", "\"" + schema.stringValue() + "\" is no draft of JSON Schema that evtool knows",
                    "an older draft, or a meta-schema of one's own",
                    "use " + Draft.DRAFT_2020_12.uri() + " or " + Draft.DRAFT_07.uri());
        }
        return declared;
    }

    /// Whether it is a catalog of evtool's rather than a JSON Schema.
    boolean isCatalog() {
        return node.path("catalog").isString() && !node.has("$schema");
    }

    /// The `$id` as it is written, if there is one.
    @Nullable
    String id() {
        JsonNode id = node.get("$id");
        boolean lonely = draft.hasLonelyRef() && node.has("$ref");
        return id != null && id.isString() && !lonely ? id.stringValue() : null;
    }

    /// By which it would be found without an `$id`.
    String uri() {
        return real.toUri().toString();
    }

    int token(String pointer) {
        return Pointer.follow(tape, 0, pointer);
    }

    /// An exception that tells where in the file something is wrong.
    SchemaException fail(String pointer, String what, @Nullable String likely, @Nullable String next) {
        return fail(tape.from(token(pointer)), pointer, what, likely, next);
    }

    private SchemaException fail(int offset, @Nullable String pointer, String what, @Nullable String likely,
            @Nullable String next) {
        Place place = place(tape.bytes(), offset);
        return new SchemaException("%s:%d:%d: %s%s".formatted(path, place.line(), place.column(),
                pointer == null || pointer.isEmpty() ? "" : "at " + pointer + ": ", what), likely, next);
    }

    private static Place place(byte[] text, int offset) {
        return Places.counted(text, 0, 1, 1).of(offset);
    }
}
