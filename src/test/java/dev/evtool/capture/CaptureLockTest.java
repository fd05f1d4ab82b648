package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.SETTINGS;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.readNames;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.evtool.stream.StreamException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One writer a file, and the others learn which.
class CaptureLockTest {

    @TempDir
    Path folder;

    @Test
    void noSecondWriterInThisProcess() throws StreamException, IOException {
        Path file = folder.resolve("a.ndjson");
        try (CaptureWriter writer = CaptureWriter.create(file, SETTINGS)) {
            String expected = file + " is being written by another evtool (pid " + ProcessHandle.current().pid() + ")";
            for (int i = 0; i < 2; i++) {
                // twice: the first attempt must not have taken the lock away
                assertEquals(expected, refusal(file));
            }
            writer.accept(event(1));
        }
        CaptureWriter.append(file, SETTINGS).close();
        assertEquals(List.of("e1", "Gap"), readNames(file));
    }

    @Test
    void noSecondWriterInAnotherProcess() throws StreamException, IOException, InterruptedException {
        Path file = folder.resolve("a.ndjson");
        CaptureFixture.write(file, event(1));
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), file.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = new BufferedReader(
                new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("holding", said.readLine());
            assertEquals(file + " is being written by another evtool (pid " + other.pid() + ")", refusal(file));
            assertEquals(List.of("e1", "Gap"), readNames(file), "readers are not kept out");
        } finally {
            other.destroyForcibly().waitFor();
        }
        CaptureWriter.append(file, SETTINGS).close();
    }

    private static String refusal(Path file) {
        return assertThrows(StreamException.Usage.class, () -> CaptureWriter.append(file, SETTINGS)).problem().what();
    }

    /// Another process, that holds a capture until it is killed.
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws StreamException, IOException, InterruptedException {
            try (CaptureWriter writer = CaptureWriter.append(Path.of(args[0]), SETTINGS)) {
                System.out.println(writer.lost() == 0 ? "holding" : "losing");
                Thread.currentThread().join();
            }
        }
    }

    @Test
    void readsTheTableOfLocks() {
        List<String> locks = List.of("1: POSIX  ADVISORY  WRITE 100 08:01:77 0 EOF",
                "1: -> POSIX  ADVISORY  WRITE 101 fd:10:77 0 EOF", "2: FLOCK  ADVISORY  WRITE 102 fd:10:77 0 EOF",
                "3: POSIX  ADVISORY  READ 103 fd:10:77 0 EOF", "4: OFDLCK ADVISORY  WRITE -1 fd:10:77 0 EOF",
                "5: POSIX  ADVISORY  WRITE 0 fd:10:77 0 EOF", "6: POSIX  ADVISORY  WRITE 104 fd:10:77 0 EOF", "");
        // major 0xfd, minor 0x10, as stat gives them in one number
        assertEquals(OptionalLong.of(104), LockHolder.find(locks, 0xfd10, "77"));
        assertEquals(OptionalLong.of(100), LockHolder.find(locks, 0x0801, "77"));
        assertEquals(OptionalLong.empty(), LockHolder.find(locks, 0xfd10, "78"));
    }
}
