package dev.evtool.schema.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References from file to file. All lead to an integer, whatever they are spelt like.
class LinksTest {

    @TempDir
    Path folder;
    Checked files;

    @BeforeEach
    void files() {
        files = new Checked(folder)
                .with("s/named.json", """
                        {"$id":"https://e.org/types/number.json","$ref":"#/$defs/n",
                         "$defs":{"n":{"$anchor":"num","type":"integer"},"in":{"$id":"inner","type":"integer"}}}""")
                .with("s/plain.json", "{\"type\":\"integer\"}")
                .with("s/deep/chain.json", "{\"$ref\":\"../plain.json\"}")
                .with("s/old.json", """
                        {"$schema":"http://json-schema.org/draft-07/schema#",
                         "definitions":{"n":{"$id":"#num","type":"integer"}, "a b":{"type":"integer"}}}""")
                .with("s/bundle.json", """
                        {"$schema":"http://json-schema.org/draft-07/schema#",
                         "definitions":{"x":{"$id":"https://e.org/bundled","items":[{"type":"integer"}],
                           "$ref":"#/definitions/y"},"y":{"$id":"https://e.org/y","type":"integer"}}}""");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://e.org/, https://e.org/types/number.json
            https://e.org/, types/number.json
            https://e.org/, types/number.json#/$defs/n
            https://e.org/, types/number.json#num
            https://e.org/, https://e.org/types/inner
            https://e.org/, https://e.org/y
            https://e.org/, plain.json
            https://e.org/a/b, deep/chain.json
            https://e.org/, named.json
            https://e.org/, old.json#/definitions/n
            https://e.org/, old.json#num
            https://e.org/, old.json#/definitions/a%20b
            , plain.json
            , named.json#num
            , deep/chain.json
            relative.json, plain.json
            urn:example:x, plain.json
            urn:example:x, https://e.org/types/number.json
            """)
    void leadToTheSame(String id, String reference) {
        String own = id == null ? "" : "\"$id\":\"" + id + "\",";
        files.with("s/user.json", "{" + own + "\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}");
        GivenSchemas schemas = files.load("s/user.json", "s");
        String named = "\"$schema\":\"" + (id == null ? folder.resolve("s/user.json").toUri() : id) + "\"";
        assertEquals("type: \"integer\"", expected(schemas, named), "by " + named);
    }

    private String expected(GivenSchemas schemas, String named) {
        var judgement = named.contains("relative") || named.contains("file:")
                ? Checked.judge(files.load("s/user.json"), "{\"a\":\"x\"}")
                : Checked.judge(schemas, "{" + named + ",\"a\":\"x\"}");
        return judgement.violations().getFirst().expected();
    }

    @Test
    void leadOnlyWhereTheSameFolderIs() {
        files.with("s/one.json", "{\"$ref\":\"plain.json\"}").with("lone/two.json", "{\"$ref\":\"../s/plain.json\"}");
        assertEquals("type: \"integer\"",
                Checked.judge(files.load("s/one.json"), "\"a\"").violations().getFirst().expected());
        assertEquals("", files.refusal("lone", "s"));
        assertEquals(
                "lone/two.json:1:9: at /$ref: \"../s/plain.json\" leads to no schema (the reference leads out of the "
                        + "folder, where nothing is read)",
                files.refusal("lone"));
    }

    @Test
    void mayRunInACircleThroughTheRecord() {
        files.with("s/tree.json",
                "{\"$id\":\"tree\",\"properties\":{\"v\":{\"type\":\"integer\"},\"next\":{\"$ref\":\"loop.json\"}}}")
                .with("s/loop.json", "{\"$ref\":\"tree.json\"}");
        var judgement = Checked.judge(files.load("s/tree.json"), "{\"next\":{\"next\":{\"v\":\"a\"}}}");
        assertEquals("/next/next/v", judgement.violations().getFirst().pointer());
    }
}
