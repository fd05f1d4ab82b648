package dev.evtool.schema.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Json;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

class ReferencesTest {

    private static final Path NOVA = Path.of("../shared/corpus/nova");

    @TempDir
    Path folder;

    /// What a check was given: texts, and the place of the word `here` in the last.
    private final List<String> texts = new ArrayList<>();
    private Place here = new Place(0, 0);

    private Judgement check(byte[] bytes, int from, int to, Places places) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        texts.add(text);
        if (text.contains("here")) {
            int index = text.substring(0, text.indexOf("here")).getBytes(StandardCharsets.UTF_8).length;
            here = places.of(from + index);
        }
        return new Judgement("json", null, null, Verdict.VALID, List.of(), List.of());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<JudgedRecord> run(Path given, int workers) throws InterruptedException {
        Seen seen = new Seen();
        RecordCheck check = this::check;
        new Validation(() -> check, workers, Seen::fails)
                .run(InputWords.inputs(List.of(given.toString()), InputStream.nullInputStream()), seen);
        assertEquals(List.of(), seen.unread);
        return seen.records;
    }

    /// What is wrong with the document at `a.json`.
    private Violation violation() throws InterruptedException {
        List<JudgedRecord> records = run(folder.resolve("a.json"), 1);
        assertEquals(List.of(), texts);
        assertEquals(Verdict.INVALID, records.getFirst().judgement().verdict());
        List<Violation> violations = records.getFirst().judgement().violations();
        assertEquals(Rule.REFERENCE, violations.getFirst().rule());
        assertEquals(1, violations.size());
        return violations.getFirst();
    }

    private void resolves(String expected) throws InterruptedException {
        run(folder.resolve("a.json"), 1);
        assertEquals(List.of(expected), texts);
    }

    @Test
    void overridesGoMemberByMemberAtEveryDepth() throws Exception {
        write("a.json", """
                {"$ref": "sub/b.json#", "x": {"y": {"new": 1}, "list": [1], "gone": null}, "more": true}
                """);
        write("sub/b.json", """
                {"x": {"y": {"old": 2, "new": 3}, "list": [1, 2, 3], "gone": {"deep": 1}, "kept": "\\u20ac"}, "z": 0}
                """);
        resolves(
                "{\"x\":{\"y\":{\"new\":1,\"old\":2},\"list\":[1],\"gone\":null,\"kept\":\"\\u20ac\"},\"more\":true,\"z\":0}");
    }

    @Test
    void referencesHoldReferences() throws Exception {
        write("a.json", "{\"list\": [{\"$ref\": \"sub/b.json\"}, {\"$ref\": \"sub/b.json\", \"c\": {\"e\": 5}}]}");
        write("sub/b.json", "\ufeff{\"$ref\": \"c.json#\", \"c\": {\"$ref\": \"d.json\"}}");
        write("sub/c.json", "{\"c\": {\"d\": 3}, \"own\": 4}");
        write("sub/d.json", "{\"d\": 1, \"e\": [{\"$ref\": \"./../sub/f.json\"}]}");
        write("sub/f.json", "[true]");
        resolves("{\"list\":[{\"c\":{\"d\":1,\"e\":[[true]]},\"own\":4},{\"c\":{\"e\":5,\"d\":1},\"own\":4}]}");
    }

    @Test
    void aMemberThatStandsTwiceStaysTwice() throws Exception {
        write("a.json", "{\"$ref\": \"b.json\", \"x\": 1, \"x\": 2}");
        write("b.json", "{\"y\": 1, \"y\": 2}");
        resolves("{\"x\":1,\"x\":2,\"y\":1,\"y\":2}");
    }

    @Test
    void whatIsNoStringIsNoReference() throws Exception {
        write("a.json", "{\"$ref\": 5, \"x\": {\"$ref\": {}}}");
        resolves("{\"$ref\":5,\"x\":{\"$ref\":{}}}");
    }

    @Test
    void aPlaceIsInTheFileWhereTheValueStands() throws Exception {
        write("a.json", "{\n \"p\": {\"$ref\": \"sub/b.json\"}\n}\n{\n \"q\": 1\n}");
        write("sub/b.json", "{\n  \"\u20ac\": 1, \"x\": \"out here\"\n}");
        run(folder.resolve("a.json"), 1);
        assertEquals(new Place(folder.resolve("sub/b.json").toString(), 2, 21), here);
        write("a.json", "{\n \"p\": {\"$ref\": \"sub/b.json\", \"x\": \"here\"}\n}");
        run(folder.resolve("a.json"), 1);
        assertEquals(new Place(2, 36), here);
    }

    @Test
    void aPlaceInAnElementOfAnArray() throws Exception {
        write("a.json", "[{}, {\"$ref\": \"b.json\", \"x\": \"here\"}]");
        write("b.json", "{}");
        run(folder.resolve("a.json"), 1);
        assertEquals(new Place(1, 31), here);
    }

    @Test
    void circles() throws Exception {
        write("a.json", "{\n  \"$ref\": \"b.json#\"}");
        write("b.json", "{\"x\": [{\"$ref\": \"./c.json\"}]}");
        write("c.json", "{\"$ref\": \"b.json\"}");
        Violation violation = violation();
        String a = folder.resolve("a.json").toString();
        assertEquals("the references go round in a circle: " + a + " -> " + a.replace("a.json", "b.json") + " -> "
                + a.replace("a.json", "c.json") + " -> " + a.replace("a.json", "b.json"), violation.message());
        assertEquals(new Place(folder.resolve("c.json").toString(), 1, 10), violation.place());
        assertEquals("/x/0/$ref", violation.pointer());
    }

    @Test
    void itself() throws Exception {
        write("a.json", "{\"$ref\": \"a.json\"}");
        assertTrue(violation().message().contains("circle"));
    }

    @Test
    void nothingOutOfTheFolder() throws Exception {
        Path out = Files.createTempFile("out", ".json");
        Files.writeString(out, "{\"secret\": 1}");
        try {
            write("in/b.json", "{}");
            Files.createSymbolicLink(folder.resolve("link.json"), out);
            Files.createSymbolicLink(folder.resolve("up"), out.getParent());
            for (String name : List.of("../" + folder.getFileName() + "/../" + out.getFileName(), out.toString(),
                    "link.json", "up/" + out.getFileName(), "in/../../" + out.getFileName(), "../nix.json")) {
                write("a.json", "{\"$ref\": \"" + name + "\"}");
                assertEquals(name + " leads out of the folder " + folder, violation().message());
            }
        } finally {
            Files.delete(out);
        }
    }

    @Test
    void theFolderIsTheOneGiven() throws Exception {
        write("sub/a.json", "{\"$ref\": \"../b.json\"}");
        write("b.json", "{}");
        assertEquals(2, run(folder, 1).size());
        assertEquals(List.of("{}", "{}"), texts);
        texts.clear();
        List<JudgedRecord> alone = run(folder.resolve("sub/a.json"), 1);
        assertTrue(alone.getFirst().failed());
        assertEquals(List.of(), texts);
    }

    @Test
    void whatCannotBeFollowed() throws Exception {
        write("broken.json", "{\"x\": }");
        Files.createDirectory(folder.resolve("d"));
        for (List<String> each : List.of(List.of("nix.json", "nix.json does not exist"),
                List.of("d", "d is no file"), List.of("", "a reference names no file"),
                List.of("#", "a reference names no file"), List.of("a\\u0000b", "a\u0000b does not exist"),
                List.of("#/definitions/x",
                        "a reference leads to a whole file: nothing may follow the # of #/definitions/x"),
                List.of("http://localhost/x.json", "no network is asked for http://localhost/x.json"),
                List.of("broken.json", folder.resolve("broken.json")
                        + " is no JSON: no JSON value at byte 7 (a comma too many)"))) {
            write("a.json", "{\"p\": {\"$ref\": \"" + each.getFirst() + "\"}}");
            Violation violation = violation();
            assertEquals(each.getLast(), violation.message());
            assertEquals("/p/$ref", violation.pointer());
            assertEquals(new Place(1, 16), violation.place());
        }
    }

    @Test
    void manyThatGrow() throws Exception {
        write("a.json", "{\"$ref\": \"f0.json\"}");
        for (int i = 0; i < 20; i++) {
            String next = "{\"$ref\": \"f" + (i + 1) + ".json\"}";
            write("f" + i + ".json", "[" + next + "," + next + "," + next + "," + next + "]");
        }
        write("f20.json", "1");
        assertEquals("more than 10000 references", violation().message());
    }

    @Test
    void aLongWay() throws Exception {
        write("a.json", "{\"$ref\": \"f0.json\"}");
        for (int i = 0; i < 40; i++) {
            write("f" + i + ".json", "{\"$ref\": \"f" + (i + 1) + ".json\"}");
        }
        assertTrue(violation().message().startsWith("more than 32 references one behind the other"));
    }

    @Test
    void novaSamples() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(NOVA), "the corpus of Nova is not here");
        List<Path> samples;
        try (Stream<Path> files = Files.list(NOVA.resolve("samples"))) {
            samples = files.filter(Files::isRegularFile).sorted().toList();
        }
        assertEquals(140, samples.size());
        for (Path sample : samples) {
            texts.clear();
            run(sample, 1);
            String resolved = Files.readString(NOVA.resolve("resolved").resolve(sample.getFileName()));
            assertEquals(tree(resolved), tree(texts.getFirst()), sample.toString());
        }
    }

    private static Object tree(String text) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return Objects.requireNonNull(Json.value(parser));
        }
    }
}
