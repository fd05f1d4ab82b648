package dev.evtool.schema.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CuttingTest {

    private static final int LONGEST = 40;

    /// A text, and what it is cut into, however its bytes arrive.
    private record Case(String text, List<String> records) {}

    private static Case of(String text, String... records) {
        return new Case(text, List.of(records));
    }

    private static final List<Case> LINES = List.of(
            of("{\"a\":1}\n{\"b\":2}\n", "1 1:1 {\"a\":1}", "2 2:1 {\"b\":2}"),
            of("{\"a\":1}\n{\"b\":2}", "1 1:1 {\"a\":1}", "2 2:1 {\"b\":2}"),
            of("\ufeff{\"a\":1}\r\n\r\n \t\r\n  {\"b\":2}  \r\n", "1 1:1 {\"a\":1}", "2 4:3 {\"b\":2}"),
            of("\n\n  {\"a\":1}\n{}\n", "1 3:3 {\"a\":1}", "2 4:1 {}"),
            of("{\"torn\n{\"b\":2}\n{\"c\":3}\n", "1 1:1 !{\"torn", "2 2:1 {\"b\":2}", "3 3:1 {\"c\":3}"),
            of("{\"a\":1}\n{\"torn\n{\"c\":3}\n", "1 1:1 {\"a\":1}", "2 2:1 !{\"torn", "3 3:1 {\"c\":3}"),
            of("{\"a\":1}\n{\n}\n", "1 1:1 {\"a\":1}", "2 2:1 !{", "3 3:1 !}"),
            of("[1,2]\n[3]\n", "1 1:1 [1,2]", "2 2:1 [3]"),
            of("[1,2]\n\n{}", "1 1:1 [1,2]", "2 3:1 {}"),
            of("12\nnull\n{}\nrubbish\n", "1 1:1 12", "2 2:1 null", "3 3:1 {}", "4 4:1 !rubbish"),
            of("\u20ac\n{}\n", "1 1:1 !\u20ac", "2 2:1 {}"),
            of("{\"a\":\"01234567890123456789012345678901\"}\r\n{}\n",
                    "1 1:1 {\"a\":\"01234567890123456789012345678901\"}", "2 2:1 {}"),
            of("{}\n{\"a\":\"012345678901234567890123456789012\"}\n{}\n", "1 1:1 {}",
                    "2 2:1 !longer than any record, 40 bytes", "3 3:1 {}"),
            of("{}\n  {\"a\":\"0123456789012345678901234567890123456789012345678901234567890123\"}", "1 1:1 {}",
                    "2 2:1 !longer than any record, 40 bytes"));

    private static final List<Case> DOCUMENTS = List.of(
            of("{\"a\":1}", "1 1:1 {\"a\":1}"),
            of("{\n  \"a\": 1\n}\n", "1 1:1 {\n  \"a\": 1\n}"),
            of("\ufeff  {\n\"a\":\n{\n\"b\":[{}]}\n}\n", "1 1:3 {\n\"a\":\n{\n\"b\":[{}]}\n}"),
            of("{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n", "1 1:1 {\n \"a\": 1\n}", "2 4:1 {\n \"b\": 2\n}"),
            of("{\"a\":1}{\"b\":2} 3 \"x\"", "1 1:1 {\"a\":1}", "2 1:8 {\"b\":2}", "3 1:16 3", "4 1:18 \"x\""),
            of("{\n \"a\": 1,\n{\n \"b\": 2\n}\n", "1 1:1 !{\n \"a\": 1", "2 3:1 {\n \"b\": 2\n}"),
            of("{\n \"a\": [\n  {},\n{\n \"b\": 2\n}\n{\n}\n", "1 1:1 !{\n \"a\": [\n  {}", "2 4:1 {\n \"b\": 2\n}",
                    "3 7:1 {\n}"),
            of("{\n \"a\": \"torn\n{\n \"b\": 2\n}\n", "1 1:1 !{\n \"a\": \"torn", "2 3:1 {\n \"b\": 2\n}"),
            of("{\n \"a\": 1\n}}\n{\n}\n", "1 1:1 {\n \"a\": 1\n}", "2 3:2 !}", "3 4:1 {\n}"),
            of("{\n \"a\": [1\n", "1 1:1 !{\n \"a\": [1"),
            of("{\n \"a\": \"0123456789012345678901234567890123\"\n}\n{\n}\n",
                    "1 1:1 !longer than any record, 40 bytes", "2 4:1 {\n}"),
            of("{\n \"a\": \"01234567890123456789012345678901234567890123\n}\n{\n}\n",
                    "1 1:1 !longer than any record, 40 bytes", "2 4:1 {\n}"));

    private static final List<Case> ARRAYS = List.of(
            of("[]"),
            of("[ ]\n"),
            of("[{\"a\":1},{\"b\":[{}]}, 3 ,\"x\"]\n", "1 1:2 {\"a\":1}", "2 1:10 {\"b\":[{}]}", "3 1:22 3",
                    "4 1:25 \"x\""),
            of("[\"\u20ac\ud83d\ude00\", {}]", "1 1:2 \"\u20ac\ud83d\ude00\"", "2 1:8 {}"),
            of("[[1,2],[3]]", "1 1:2 [1,2]", "2 1:8 [3]"),
            of("[\n  {\n    \"a\": 1\n  },\n  {}\n]\n", "1 2:3 {\n    \"a\": 1\n  }", "2 5:3 {}"),
            of("[{\"a\":tru},{\"b\":2}]", "1 1:2 !{\"a\":tru}", "2 1:12 {\"b\":2}"),
            of("[{\"a\" 1},{\"b\":2}]", "1 1:2 !{\"a\" 1}", "2 1:10 {\"b\":2}"),
            of("[{\"a\":{\"c\":1},{\"b\":2}]", "1 1:2 !{\"a\":{\"c\":1}", "2 1:15 {\"b\":2}"),
            of("[{\"a\":[1,2},{\"b\":2}]", "1 1:2 !{\"a\":[1,2}", "2 1:13 {\"b\":2}"),
            of("[{\"a\":\"x},{\"b\":2},{\"c\":3}]", "1 1:2 !{\"a\":\"x}", "2 1:11 {\"b\":2}",
                    "3 1:19 {\"c\":3}"),
            of("[{\"a\":1}},{\"b\":2}]", "1 1:2 {\"a\":1}", "2 1:9 !}", "3 1:11 {\"b\":2}"),
            of("[{\"a\":1}{\"b\":2}]", "1 1:2 {\"a\":1}", "2 1:9 !a comma is missing between two elements",
                    "3 1:9 {\"b\":2}"),
            of("[{},,1,]", "1 1:2 {}", "2 1:5 !an element is missing", "3 1:6 1",
                    "4 1:8 !an element is missing"),
            of("[\n  {\n    \"a\": [\n      1,\n  {\n    \"b\": 2\n  }\n]\n",
                    "1 2:3 !{\n    \"a\": [\n      1", "2 5:3 {\n    \"b\": 2\n  }"),
            of("[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\" 2\n  }\n]\n", "1 2:3 {\n    \"a\": 1\n  }",
                    "2 5:3 !{\n    \"b\" 2\n  }"),
            of("[{\"a\":1},{\"b\":", "1 1:2 {\"a\":1}", "2 1:10 !{\"b\":"),
            of("[{\"a\":1},", "1 1:2 {\"a\":1}", "2 1:10 !the array that begins on line 1 has no end"),
            of("\n[{\"a\":1}\n", "1 2:2 {\"a\":1}", "2 3:1 !the array that begins on line 2 has no end"),
            of("[\n1]\n[\n2]\n", "1 2:1 1", "2 4:1 2"),
            of("[1]]\n{\n}\n", "1 1:2 1", "2 1:4 !]", "3 2:1 {\n}"),
            of("[{\"a\":\"01234567890123456789012345678901\"},{\"a\":\"012345678901234567890123456789012\"},{}]",
                    "1 1:2 {\"a\":\"01234567890123456789012345678901\"}", "2 1:43 !longer than any record, 40 bytes",
                    "3 1:85 {}"),
            of("[{\"a\":01234567890123456789012345678901234567890:},{\"b\":1}]",
                    "1 1:2 !longer than any record, 40 bytes", "2 1:51 {\"b\":1}"));

    @Test
    void lines() {
        check(LINES);
    }

    @Test
    void documents() {
        check(DOCUMENTS);
    }

    @Test
    void arrays() {
        check(ARRAYS);
    }

    private static void check(List<Case> cases) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (Case each : cases) {
            byte[] text = each.text().getBytes(StandardCharsets.UTF_8);
            for (int part : List.of(1, 2, 3, 7, 0, 0, 0, 1 << 20)) {
                List<String> seen = Seen.of(new Pieces(text, part, random), LONGEST, 16, 2);
                assertEquals(each.records(), seen, () -> "parts of " + part + " of " + each.text());
            }
        }
    }
}
