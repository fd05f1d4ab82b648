package dev.evtool.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Secret;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Secrets are read from where they are kept, as often as they change, and stand in no text.
class SecretReferencesTest {

    @TempDir
    Path folder;

    private final SecretReferences secrets = new SecretReferences(Map.of("TOKEN", "s3cr3t", "EMPTY", ""));
    private final List<String> news = new ArrayList<>();

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Secret file(Path file) throws StreamException.Usage {
        return secrets.refer("--token", "file:" + file);
    }

    @Test
    void aVariableIsReadWhenItIsNeeded() throws StreamException {
        Secret token = secrets.refer("--token", "env:TOKEN");
        assertEquals("s3cr3t", token.value(news::add));
        assertEquals("env:TOKEN", token.reference());
        assertFalse(token.toString().contains("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMPTY", "UNSET"})
    void aVariableWithNothingInItIsNamed(String name) throws StreamException {
        Secret token = secrets.refer("--token", "env:" + name);
        StreamException e = assertThrows(StreamException.Unreadable.class, () -> token.value(news::add));
        assertEquals("--token: the environment variable " + name + " is not set", e.problem().what());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t", "env:", "file:", "", "env:s3cr3t.abc", "FILE:s3cr3t", "https://s3cr3t"})
    void aSecretItselfIsRefusedAndNotRepeated(String given) {
        StreamException e = assertThrows(StreamException.Usage.class, () -> secrets.refer("--token", given));
        assertFalse(e.problem().toString().contains("s3cr3t"), e.problem().toString());
        assertFalse(e.toString().contains("s3cr3t"), e.toString());
        assertTrue(e.problem().next().contains("env:NAME"), e.problem().toString());
    }

    @Test
    void aFileIsReadAgainWhenItIsWrittenOrReplaced() throws Exception {
        Path file = write("token", "one\n");
        Secret token = file(file);
        assertEquals("one", token.value(news::add));
        write("token", "three\r\n");
        assertEquals("three", token.value(news::add));
        // same size, and the same time as the one before: only the inode tells
        Path next = write("next", "other\r\n");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertEquals("other", token.value(news::add));
        assertEquals(List.of(), news);
    }

    @Test
    void aLinkToAnotherFolderCountsAsAChange() throws Exception {
        Files.createDirectory(folder.resolve("v1"));
        Files.createDirectory(folder.resolve("v2"));
        Path first = write("v1/token", "one");
        Files.setLastModifiedTime(write("v2/token", "two"), Files.getLastModifiedTime(first));
        Path link = Files.createSymbolicLink(folder.resolve("data"), folder.resolve("v1"));
        Secret token = file(link.resolve("token"));
        assertEquals("one", token.value(news::add));
        Files.move(Files.createSymbolicLink(folder.resolve("tmp"), folder.resolve("v2")), link,
                StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertEquals("two", token.value(news::add));
    }

    @Test
    void aFileThatVanishesLeavesItsLastValueAndIsToldOfOnce() throws Exception {
        Path file = write("token", "one");
        Secret token = file(file);
        assertEquals("one", token.value(news::add));
        Files.delete(file);
        assertEquals("one", token.value(news::add));
        assertEquals("one", token.value(news::add));
        assertEquals(List.of("--token: " + file + " does not exist; what was read before is used on"), news);
        write("token", "");
        assertEquals("one", token.value(news::add), "a writer is in the middle of it");
        write("token", "two");
        assertEquals("two", token.value(news::add));
        assertEquals("--token: good again", news.getLast());
        assertEquals(2, news.size());
    }

    @Test
    void aFileThatIsNoneIsNamedWithItsReason() throws Exception {
        assertUnreadable(folder.resolve("none"), "does not exist");
        assertUnreadable(folder, "is a directory");
        assertUnreadable(write("empty", ""), "is empty");
        assertUnreadable(write("blank", "\n\n"), "has no secret in it");
        assertUnreadable(write("lines", "s3cr3t\ns3cr3t\n"), "has more than one line");
        assertUnreadable(write("huge", "s3cr3t".repeat(20_000)), "has more than 65536 bytes");
        assertUnreadable(Path.of("/dev/zero"), "is not a regular file");
    }

    private void assertUnreadable(Path file, String why) throws StreamException {
        Secret token = file(file);
        StreamException e = assertThrows(StreamException.Unreadable.class, () -> token.value(news::add));
        assertEquals("--token: " + file + " " + why, e.problem().what());
        assertFalse(e.toString().contains("s3cr3t"));
    }

    @Test
    void aFileThatEverybodyReadsIsWarnedOfOnce() throws Exception {
        Path file = Files.setPosixFilePermissions(write("token", "one"), PosixFilePermissions.fromString("rw-r--r--"));
        Secret token = file(file);
        assertEquals("one", token.value(news::add));
        Files.writeString(file, "three");
        assertEquals("three", token.value(news::add));
        assertEquals(List.of("--token: every user of this machine can read " + file + "; chmod 600 " + file), news);
    }
}
