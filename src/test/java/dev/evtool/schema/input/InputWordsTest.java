package dev.evtool.schema.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.schema.UnreadInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputWordsTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String file : List.of("b.json", "a/z.ndjson", "a/y.jsonl", "a/c/x.json", "a/notes.txt", ".hidden.json",
                ".git/w.json", "d/[v].json")) {
            write(file, "{}");
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// The inputs of these words, names relative to the folder; what is missing in angle brackets.
    private List<String> inputs(String... words) {
        List<String> shown = new ArrayList<>();
        for (Input input : InputWords.inputs(List.of(words), InputStream.nullInputStream())) {
            String name = input.name().replace(folder + "/", "");
            shown.add(switch (input) {
                case Input.Missing missing -> "<" + missing.unread().what().replace(folder.toString(), "F") + ">";
                case Input.Stream _ -> "- " + name;
                case Input.File _ -> name;
            });
        }
        return shown;
    }

    @Test
    void aFolderIsWalkedInOrder() {
        assertEquals(List.of("a/c/x.json", "a/y.jsonl", "a/z.ndjson", "b.json", "d/[v].json"),
                inputs(folder.toString()));
    }

    @Test
    void aFolderWithoutRecords() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        assertEquals(List.of("<F/empty holds no *.json, *.ndjson or *.jsonl>"), inputs(folder + "/empty"));
    }

    @Test
    void filesByNameWhateverTheyAreCalled() {
        assertEquals(List.of("b.json", "a/notes.txt", "d/[v].json", ".hidden.json", "nix.json"),
                inputs(folder + "/b.json", folder + "/a/notes.txt", folder + "/d/[v].json", folder + "/.hidden.json",
                        folder + "/nix.json"));
    }

    @Test
    void globs() {
        String f = folder + "/";
        assertEquals(List.of("b.json"), inputs(f + "*.json"));
        assertEquals(List.of("a/c/x.json", "b.json", "d/[v].json"), inputs(f + "**/*.json"));
        assertEquals(List.of("a/c/x.json", "a/y.jsonl", "a/z.ndjson"), inputs(f + "a/**/*.{json,ndjson,jsonl}"));
        assertEquals(List.of("a/c/x.json"), inputs(f + "?/c/[x-z].json"));
        assertEquals(List.of("a/c/x.json", "a/notes.txt", "a/y.jsonl", "a/z.ndjson"), inputs(f + "a/**"));
        assertEquals(List.of(".hidden.json"), inputs(f + ".*.json"));
        assertEquals(List.of("<no file matches F/*.xml>"), inputs(f + "*.xml"));
        assertEquals(List.of("<no file matches F/[.json>"), inputs(f + "[.json"));
    }

    @Test
    void standardInputOnce() {
        assertEquals(List.of("- standard input", "b.json", "<standard input is named twice>"),
                inputs("-", folder + "/b.json", "-"));
    }

    @Test
    void links() throws IOException {
        Path out = Files.createTempDirectory("out");
        Path file = Files.writeString(out.resolve("o.json"), "{}");
        try {
            Files.createSymbolicLink(folder.resolve("a/loop"), folder);
            Files.createSymbolicLink(folder.resolve("a/in.json"), Path.of("../b.json"));
            Files.createSymbolicLink(folder.resolve("a/k.json"), file);
            Files.createSymbolicLink(folder.resolve("a/l"), out);
            Files.createSymbolicLink(folder.resolve("a/m.json"), Path.of("nowhere"));
            Files.createSymbolicLink(folder.resolve("a/n.txt"), file);
            assertEquals(List.of("a/c/x.json", "a/in.json", "<F/a/k.json is a link out of F>",
                    "<F/a/l is a link out of F>", "a/m.json", "a/y.jsonl", "a/z.ndjson", "b.json", "d/[v].json"),
                    inputs(folder.toString()));
        } finally {
            Files.delete(file);
            Files.delete(out);
        }
    }

    private Seen run(String... words) {
        Seen seen = new Seen();
        seen.run(InputWords.inputs(List.of(words), InputStream.nullInputStream()), 1000, 1 << 16, 2);
        return seen;
    }

    /// What cannot be read does not keep the others from being read.
    @Test
    void whatCannotBeRead() throws IOException {
        Files.createSymbolicLink(folder.resolve("a/m.json"), Path.of("nowhere"));
        write("a/n.json", "");
        write("a/o.json", " \n\r\n");
        write("a/p.json", "\ufeff");
        Seen seen = run(folder + "/a", folder + "/nix.json", folder + "/b.json");
        assertEquals(List.of("m.json is a link that leads nowhere", "n.json is empty",
                "o.json holds nothing but white space", "p.json holds nothing but white space",
                "nix.json does not exist"),
                seen.unread.stream().map(UnreadInput::what).map(w -> w.replaceFirst(".*/", "")).toList());
        assertEquals(4, seen.records.size());
        assertTrue(seen.records.stream().allMatch(r -> r.index() == 1 && !r.failed()));
    }

    @Test
    void whatIsNoTextInUtf8() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}\n".getBytes(StandardCharsets.US_ASCII));
        }
        String name = folder.resolve("g.json").toString();
        check(packed.toByteArray(), name + " is compressed with gzip", "zcat " + name + " | evtool validate -");
        check(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1}, name + " is compressed with zstd",
                "zstdcat " + name + " | evtool validate -");
        String utf16 = "iconv -f UTF-16 -t UTF-8 " + name + " | evtool validate -";
        check("{}".getBytes(StandardCharsets.UTF_16), name + " is in UTF-16", utf16);
        check("\ufeff{}".getBytes(StandardCharsets.UTF_16LE), name + " is in UTF-16", utf16);
        check("{}".getBytes(StandardCharsets.UTF_16LE), name + " is in UTF-16", utf16);
        check("{}".getBytes(StandardCharsets.UTF_16BE), name + " is in UTF-16", utf16);
        Seen piped = new Seen();
        piped.run(List.of(new Input.Stream("standard input", new ByteArrayInputStream(packed.toByteArray()))), 1000, 64,
                2);
        assertEquals("put `zcat` before it", piped.unread.getFirst().next());
    }

    private void check(byte[] bytes, String what, String next) throws IOException {
        Files.write(folder.resolve("g.json"), bytes);
        UnreadInput unread = run(folder.resolve("g.json").toString()).unread.getFirst();
        assertEquals(what, unread.what());
        assertEquals(next, unread.next());
    }

    @Test
    void binaryIsJudged() throws IOException {
        Files.write(folder.resolve("g.json"), new byte[] {1, 2, (byte) 0xff, '\n', '{', '}', '\n'});
        Seen seen = run(folder.resolve("g.json").toString());
        assertEquals(2, seen.records.size());
        assertTrue(seen.records.getFirst().failed());
        assertFalse(seen.records.getLast().failed());
    }
}
