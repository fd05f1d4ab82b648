package dev.evtool.schema.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRecordsTest {

    private static final String RECURSIVE = "{\"items\":{\"$ref\":\"#\"},\"additionalProperties\":{\"allOf\":[{\"$ref\":\"#\"}]}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"a":1,"b":{"c":1,"c":2}} # 1:19 /b/c duplicate ["c"] once
            [{"a":1,"a":1}] # 1:9 /0/a duplicate ["a"] once
            {"a":NaN} # 1:6  json [] JSON
            [1e99999] # 1:2 /0 range [1e99999] at most 1000 characters, and an exponent of at most 4 digits
            {"a":-1E+1000000000} # 1:6 /a range [-1E+1000000000] at most 1000 characters, and an exponent of at most 4 digits
            """)
    void areToldBeforeTheSchemaIsAsked(String record, String told) {
        Judgement judgement = new Checked(folder).judge("{\"multipleOf\":0.01}", record);
        assertEquals(told, Checked.told(judgement));
        assertEquals(Verdict.INVALID, judgement.verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"multipleOf\":0.01", "\"type\":\"integer\"", "\"maximum\":1e9999", "\"minimum\":1e-9999",
            "\"enum\":[1,2,1e9998]", "\"not\":{\"const\":1e9998}", "\"uniqueItems\":true", "\"multipleOf\":1e-9000"})
    void largeNumbersAreCalculatedWith(String keyword) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (String number : new String[] {"1e9999", "1e-9999", "9".repeat(1000), "0." + "3".repeat(900)}) {
                Judgement judgement = new Checked(folder).judge("{\"items\":{" + keyword + "}}",
                        "[" + number + ",[1," + number
                                + "]]");
                assertTrue(judgement.violations().stream().allMatch(v -> v.rule() == Rule.SCHEMA));
            }
        });
    }

    @Test
    void numbersAreExact() {
        Checked files = new Checked(folder);
        assertEquals(Verdict.INVALID, files.judge("{\"const\":9007199254740993}", "9007199254740992").verdict());
        assertEquals(Verdict.VALID, files.judge("{\"multipleOf\":0.01}", "19.99").verdict());
        assertEquals(Verdict.VALID, files.judge("{\"type\":\"integer\",\"minimum\":18446744073709551616}",
                "18446744073709551617.0").verdict());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 499, 500, 501, 100_000})
    void depthIsBounded(int depth) {
        Judgement judgement = new Checked(folder).judge(RECURSIVE, "[".repeat(depth) + "]".repeat(depth));
        assertEquals(depth <= 500 ? "" : "json", judgement.violations().stream().map(v -> v.rule().toString())
                .reduce("", String::concat));
        Judgement objects = new Checked(folder).judge(RECURSIVE, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
        assertEquals(judgement.verdict(), objects.verdict());
    }

    @Test
    void alternativesWithinEachOtherAreBounded() {
        StringBuilder schema = new StringBuilder("{\"$defs\":{\"d0\":{\"type\":\"null\"}");
        for (int i = 1; i <= 40; i++) {
            String ref = "{\"$ref\":\"#/$defs/d" + (i - 1) + "\"}";
            schema.append(",\"d").append(i).append("\":{\"anyOf\":[").append(ref).append(',').append(ref).append("]}");
        }
        String told = new Checked(folder).with("a.json", schema + "},\"type\":\"string\",\"$ref\":\"#/$defs/d40\"}")
                .refusal("a.json");
        assertTrue(told.isEmpty(), told);
        Judgement judgement = Checked.judge(new Checked(folder).load("a.json"), "\"x\"");
        assertTrue(judgement.violations().getFirst().message().startsWith("the schema takes too many steps"),
                judgement.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            ^(a+)+$ # true
            ^(?=a)(a+)+$ # false
            ^([a-z]|\\\\\\\\.)*$ # true
            ^(?!b)([a-z]|\\\\\\\\.)*$ # false
            """)
    void patternsAreBounded(String pattern, boolean linear) {
        Judgement judgement = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> new Checked(folder).judge("{\"pattern\":\"" + pattern + "\"}",
                        "\"" + "a".repeat(100_000) + "!\""));
        assertEquals(linear ? "does not match the pattern" : "the pattern " + pattern.replace("\\\\", "\\")
                + " takes too many steps on a text of the record", judgement.violations().getFirst().message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            ^\\\\u00e9$ # é # valid
            ^(?!x).*$ # ab # valid
            ^(?!x).*$ # xb # invalid
            (a)\\\\1 # aa # valid
            ^\\\\p{L}+$ # ñ # valid
            ^\\\\d$ # ٣ # invalid
            ^(?!x)a$ # a\\n # invalid
            b # abc # valid
            """)
    void patternsAreThoseOfEcmaScript(String pattern, String text, String verdict) {
        assertEquals(verdict,
                new Checked(folder).judge("{\"pattern\":\"" + pattern + "\"}", "\"" + text + "\"").verdict()
                        .toString());
    }

    @Test
    void violationsOfOneRecordAreBounded() {
        Judgement judgement = new Checked(folder).judge("{\"items\":{\"type\":\"null\"}}",
                "[" + "1,".repeat(50_000) + "1]");
        assertEquals(100, judgement.violations().size());
        assertTrue(judgement.violations().getLast().message().endsWith("(and 9900 more in this record)"));
        assertEquals("/0", judgement.violations().getFirst().pointer());
    }
}
