package dev.evtool.schema.custom;

import static org.junit.jupiter.api.Assertions.fail;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.RecordJudge;
import dev.evtool.schema.SchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Schemas in a folder of a test, and records held against them.
record Checked(Path folder) {

    /// Writes a file below the folder.
    Checked with(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GivenSchemas load(String... names) {
        try {
            return GivenSchemas.load(List.of(names).stream().map(folder::resolve).toList());
        } catch (SchemaException e) {
            return fail(e.what(), e);
        }
    }

    /// What is said of schemas that cannot be used, without the path of the folder.
    String refusal(String... names) {
        try {
            GivenSchemas.load(List.of(names).stream().map(folder::resolve).toList());
            return "";
        } catch (SchemaException e) {
            return (e.what() + (e.likelyCause() == null ? "" : " (" + e.likelyCause() + ')')).replace(folder + "/", "");
        }
    }

    static Judgement judge(GivenSchemas given, String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        RecordCheck check = RecordJudge.of(given.catalog(), given.schemas(), null, false).get();
        return check.check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1));
    }

    /// The record against a single schema.
    Judgement judge(String schema, String record) {
        return judge(with("schema.json", schema).load("schema.json"), record);
    }

    /// One line for each violation: place, pointer, rule, found, expected.
    static String told(Judgement judgement) {
        return judgement.violations().stream().map(v -> "%d:%d %s %s [%s] %s".formatted(v.place().line(),
                v.place().column(), v.pointer(), v.rule(), v.found(), v.expected())).collect(Collectors.joining("\n"));
    }
}
