package dev.evtool.schema.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of each keyword, and where.
class KeywordsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            "type":"integer" # "a" # 1:6 /v schema ["a"] type: "integer"
            "type":["integer","null"] # {} # 1:6 /v schema [{}] type: ["integer","null"]
            "enum":["a","b"] # "c" # 1:6 /v schema ["c"] enum: ["a","b"]
            "const":5 # 6 # 1:6 /v schema [6] const: 5
            "minimum":3 # 2 # 1:6 /v schema [2] minimum: 3
            "exclusiveMaximum":1 # 1.0 # 1:6 /v schema [1.0] exclusiveMaximum: 1
            "multipleOf":0.1 # 1.05 # 1:6 /v schema [1.05] multipleOf: 0.1
            "minLength":3 # "" # 1:6 /v schema [""] minLength: 3
            "maxLength":1 # "😀é" # 1:6 /v schema ["😀é"] maxLength: 1
            "pattern":"^a$" # "a\\n" # 1:6 /v schema ["a\\n"] pattern: "^a$"
            "format":"date-time" # "2026-01-01" # 1:6 /v schema ["2026-01-01"] format: "date-time"
            "format":"uuid" # "12" # 1:6 /v schema ["12"] format: "uuid"
            "required":["a~","b"] # {"b":1} # 1:6 /v/a~0 schema [] required: "a~"
            "minItems":2 # [1] # 1:6 /v schema [an array] minItems: 2
            "uniqueItems":true # [1,1.0] # 1:6 /v schema [an array] uniqueItems: true
            "contains":{"type":"null"} # [1] # 1:6 /v schema [an array] minContains: {"type":"null"}
            "propertyNames":{"maxLength":1} # {"ab":1} # 1:7 /v/ab schema ["ab"] propertyNames: {"maxLength":1}
            "properties":{"x":false} # {"x":1} # 1:11 /v/x schema [1] false: false
            "additionalProperties":false # {"a":1, "x/y":2} # 1:7 /v/a schema ["a"] additionalProperties: false|1:14 /v/x~1y schema ["x/y"] additionalProperties: false
            "additionalProperties":{"type":"string"} # {"a":1} # 1:11 /v/a schema [1] type: "string"
            "patternProperties":{"^a":{"type":"null"}} # {"ab":1} # 1:12 /v/ab schema [1] type: "null"
            "not":{"type":"string"} # "a" # 1:6 /v schema ["a"] not: {"type":"string"}
            "allOf":[{"minimum":3},{"multipleOf":2}] # 1 # 1:6 /v schema [1] minimum: 3|1:6 /v schema [1] multipleOf: 2
            "maxProperties":0 # {"a":[]} # 1:6 /v schema [an object] maxProperties: 0
            """)
    void isTheSameInAllDrafts(String keyword, String value, String told) {
        for (Draft draft : Draft.values()) {
            String schema = "{\"$schema\":\"%s\",\"properties\":{\"v\":{%s}}}".formatted(draft.uri(), keyword);
            Judgement judgement = new Checked(folder).judge(schema, "{\"v\":" + value + "}");
            String expected = told.replace('|', '\n');
            String contains = draft == Draft.DRAFT_06 || draft == Draft.DRAFT_07
                    ? expected.replace("minContains", "contains")
                    : expected;
            assertEquals(contains, Checked.told(judgement), draft.name());
            assertEquals(Verdict.INVALID, judgement.verdict());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            7 ~ "items":[{"type":"string"}],"additionalItems":false ~ ["a",2] ~ 1:11 /v/1 schema [2] additionalItems: false
            7 ~ "dependencies":{"a":["b"]} ~ {"a":1} ~ 1:6 /v schema [an object] dependencies: {"a":["b"]}
            7 ~ "if":{"type":"string"},"then":{"minLength":3} ~ "a" ~ 1:6 /v schema ["a"] minLength: 3
            2020 ~ "prefixItems":[{"type":"string"}],"items":false ~ ["a",2] ~ 1:11 /v/1 schema [2] items: false
            2020 ~ "prefixItems":[true],"unevaluatedItems":false ~ ["a",2] ~ 1:11 /v/1 schema [2] unevaluatedItems: false
            2020 ~ "dependentRequired":{"a":["b"]} ~ {"a":1} ~ 1:6 /v/b schema [] dependentRequired: {"a":["b"]}
            2020 ~ "dependentSchemas":{"a":{"required":["c"]}} ~ {"a":1} ~ 1:6 /v/c schema [] required: "c"
            2020 ~ "unevaluatedProperties":false ~ {"a":1} ~ 1:7 /v/a schema ["a"] unevaluatedProperties: false
            2020 ~ "contains":{"const":1},"maxContains":1 ~ [1,1] ~ 1:6 /v schema [an array] maxContains: {"const":1}
            2020 ~ "$ref":"#/$defs/x" ~ {"l":[1,"a"]} ~ 1:14 /v/l/1 schema ["a"] type: "integer"
            """)
    void isOfOneDraftOnly(String draft, String keyword, String value, String told) {
        String uri = draft.equals("7") ? Draft.DRAFT_07.uri() : Draft.DRAFT_2020_12.uri();
        String schema = """
                {"$schema":"%s","properties":{"v":{%s}},
                 "$defs":{"x":{"properties":{"l":{"items":{"type":"integer"}}}}}}""".formatted(uri, keyword);
        assertEquals(told, Checked.told(new Checked(folder).judge(schema, "{\"v\":" + value + "}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"displayname":1} # did you mean "display_name"?
            {"state":"activ"} # did you mean "active"?
            {"display_name":1,"displayname":1} # null
            {"something":1} # null
            """)
    void hintsAtWhatWasMeant(String record, String hint) {
        Judgement judgement = new Checked(folder).judge(
                """
                {"properties":{"display_name":{},"state":{"enum":["active","deleted"]}},"additionalProperties":false}""",
                record);
        assertEquals(hint, String.valueOf(judgement.violations().getFirst().hint()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"a":"q"} # 1:6 /a schema ["q"] type: "integer"
            7 # 1:1  schema [7] anyOf: type: "string", or type: "object"
            {"kind":"box","size":"l"} # 1:22 /size schema ["l"] type: "number"
            {"kind":"cone"} # 1:1  schema [an object] oneOf: const: "box", or const: "ball"
            "ab" # 1:1  schema ["ab"] oneOf: [{"minLength":2},{"maxLength":3}]
            """)
    void tellsOfAlternativesWhatWasMeant(String record, String told) {
        String alternatives = record.contains("kind")
                ? """
                        {"oneOf":[{"properties":{"kind":{"const":"box"},"size":{"type":"number"}}},
                                  {"properties":{"kind":{"const":"ball"},"radius":{"type":"number"}},"required":["radius"]}]}"""
                : record.startsWith("\"") ? "{\"oneOf\":[{\"minLength\":2},{\"maxLength\":3}]}" : """
                        {"anyOf":[{"type":"string"},{"type":"object","properties":{"a":{"type":"integer"}}}]}""";
        assertEquals(told, Checked.told(new Checked(folder).judge(alternatives, record)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\": 1}", "{\n\n\"n\":\n 1}", "{\"é😀\":\"ü\", \"n\":1}",
            "\r\n  {\"x\":[[],{}],\"n\":1}"})
    void countsLinesAndCharacters(String record) {
        Violation violation = new Checked(folder).judge("{\"properties\":{\"n\":{\"type\":\"string\"}}}", record)
                .violations()
                .getFirst();
        String before = record.substring(0, record.indexOf('1'));
        String line = before.substring(before.lastIndexOf('\n') + 1);
        assertEquals(before.chars().filter(c -> c == '\n').count() + 1, violation.place().line());
        assertEquals(line.codePointCount(0, line.length()) + 1, violation.place().column());
    }
}
