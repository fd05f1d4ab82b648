package dev.evtool.schema.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidSchemaTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"type":|"strin"} # a.json:2:1: at /type: no schema: is none of the values that the schema lists (did you mean "string"?)
            {"type":"object",} # a.json:1:18: no JSON: a name in double quotes expected
            `` # a.json:1:1: no JSON: the text ends in the middle of a JSON value (the file is empty)
            [1] # a.json:1:1: no schema: is of type array, the schema asks for object or boolean
            {"a":1,|"a":2} # a.json:2:1: a member stands in its object twice: readers differ in which they take
            {"$schema":"http://json-schema.org/draft-04/schema"} # a.json:1:12: at /$schema: "http://json-schema.org/draft-04/schema" is no draft of JSON Schema that evtool knows (an older draft, or a meta-schema of one's own)
            {"pattern":"("} # a.json:1:12: at /pattern: no schema: is not of the format regex
            {"properties":{"a":{"minimum":"1"}}} # a.json:1:31: at /properties/a/minimum: no schema: is of type string, the schema asks for number
            {"items":{"$ref":"https://example.com/x.json"}} # a.json:1:18: at /items/$ref: "https://example.com/x.json" leads to no schema (no file given has that $id, and nothing is fetched from the network)
            {"$ref":"../x.json"} # a.json:1:9: at /$ref: "../x.json" leads to no schema (the reference leads out of the folder, where nothing is read)
            {"$ref":"other.json"} # a.json:1:9: at /$ref: "other.json" leads to no schema (no file given has that $id or name)
            {"$ref":"file:///etc/hostname"} # a.json:1:9: at /$ref: "file:///etc/hostname" leads to no schema (the reference leads out of the folder, where nothing is read)
            {"$ref":"classpath:draft-07/schema"} # a.json:1:9: at /$ref: "classpath:draft-07/schema" leads to no schema (no file given has that $id, and nothing is fetched from the network)
            {"$ref":"@/$defs/nmae","$defs":{"name":{}}} # a.json:1:9: at /$ref: "@/$defs/nmae" leads to no schema: a.json has none at @/$defs/nmae ("name" was meant)
            {"$ref":"@there"} # a.json:1:9: at /$ref: "@there" leads to no schema: a.json has none at @there
            {"$ref":"@"} # a.json:1:1: the schema takes too many steps: it refers to itself in a circle, or tries too many alternatives within each other (a $ref that leads to itself)
            {"$id":"http://json-schema.org/draft-07/schema@"} # a.json:1:8: at /$id: the $id "http://json-schema.org/draft-07/schema" is also that of the meta-schema (one file is a copy of the other)
            """)
    void isToldWithItsPlace(String schema, String told) {
        String text = schema.replace('|', '\n').replace('@', '#');
        assertEquals(told.replace('@', '#'), new Checked(folder).with("a.json", text).refusal("a.json"));
    }

    @Test
    void twoWithOneIdAreTold() {
        Checked files = new Checked(folder).with("a.json", "{\"$id\":\"https://e.org/x\"}")
                .with("b.json", "{\n\"$id\":\"https://e.org/x\"}");
        assertEquals(
                "b.json:2:7: at /$id: the $id \"https://e.org/x\" is also that of a.json (one file is a copy of the other)",
                files.refusal(""));
    }

    @Test
    void twoOfOneNameAndVersionAreTold() {
        Checked files = new Checked(folder).with("a.json", "{\"$id\":\"https://e.org/x/1.0\"}")
                .with("b.json", "{\"$id\":\"https://f.org/x/1.0\"}");
        assertEquals("b.json:1:1: another schema is that of x 1.0 too (two $ids that end alike)", files.refusal(""));
    }

    @Test
    void ofTwoErrorsTheFirstIsTold() {
        String told = new Checked(folder).with("a.json", "{\"minimum\":\"a\",\"maximum\":[]}").refusal("a.json");
        assertEquals("a.json:1:12: at /minimum: no schema: is of type string, the schema asks for number, and 1 more",
                told);
    }

    @Test
    void theOneThatAReferenceLeadsToCountsToo() {
        Checked files = new Checked(folder).with("a.json", "{\"$ref\":\"b.json\"}").with("b.json", "{\"type\":5}");
        assertTrue(
                files.refusal("a.json")
                        .startsWith(folder.resolve("b.json").toString().isEmpty() ? "" : "b.json:1:9: at /type"),
                files.refusal("a.json"));
    }

    @Test
    void missingFilesAndEmptyFoldersAreTold() {
        Checked files = new Checked(folder).with("empty/x.txt", "");
        assertEquals("cannot read the schema none.json: there is none (a typing error in the path)",
                files.refusal("none.json"));
        assertEquals("no *.json in empty (the schemas are in another folder)", files.refusal("empty"));
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws Exception {
        Checked files = new Checked(folder).with("out/secret.json", "{}").with("in/a.json", "{\"$ref\":\"link.json\"}");
        java.nio.file.Files.createSymbolicLink(folder.resolve("in/link.json"), folder.resolve("out/secret.json"));
        assertEquals("in/a.json:1:9: at /$ref: \"link.json\" leads to no schema (no file given has that $id or name)",
                files.refusal("in/a.json"));
    }
}
