package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.SETTINGS;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.readNames;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.StreamException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A writer in a process of its own: killed in the middle, and on a disk that ends.
@Timeout(120)
class CaptureProcessTest {

    private static final int DISK = 64 << 10;

    @TempDir
    Path folder;

    /// Writes numbered events, and says each number once its flush has returned.
    static final class Recorder {

        private Recorder() {}

        public static void main(String[] args) throws StreamException, IOException {
            try (CaptureWriter writer = CaptureWriter.append(Path.of(args[0]), SETTINGS)) {
                for (int i = Integer.parseInt(args[1]); writer.lost() == 0; i++) {
                    writer.accept(event(i));
                    flush(writer);
                    System.out.println(writer.lost() == 0 ? "wrote " + i : "lost " + i);
                }
            }
        }

        private static void flush(CaptureWriter writer) {
            try {
                writer.flush();
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void whatWasFlushedSurvivesKill() throws Exception {
        Path file = folder.resolve("a.ndjson");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(61);
        int written = 0;
        for (int round = 0; round < 5; round++) {
            Process recorder = new ProcessBuilder(recorder(file, written)).start();
            try (BufferedReader said = reader(recorder)) {
                for (int lines = random.nextInt(1, 2000); lines > 0; lines--) {
                    assertEquals("wrote " + written++, said.readLine());
                }
                // by its handle: Process.destroy would throw away what it still had to say
                assertTrue(recorder.toHandle().destroyForcibly());
                String line = said.readLine();
                // what it said before it died; its last word may be cut off
                while (line != null && line.equals("wrote " + written)) {
                    written++;
                    line = said.readLine();
                }
            }
            List<String> names = readNames(file).stream().filter(n -> n.startsWith("e")).distinct().toList();
            assertTrue(names.size() >= written, names.size() + " of " + written);
            assertEquals(IntStream.range(0, names.size()).mapToObj(n -> "e" + n).toList(), names);
            // one may be in the file that it did not live to tell of
            written = names.size();
        }
    }

    @Test
    void aDiskThatEndsCutsNothingInHalf() throws Exception {
        Path file = folder.resolve("a.ndjson");
        List<String> command = List.of("bash", "-c", "ulimit -f " + DISK / 1024 + "; exec \"$@\"", "bash");
        Process recorder = new ProcessBuilder(
                Stream.concat(command.stream(), recorder(file, 0).stream()).toList())
                .redirectErrorStream(true).start();
        List<String> said;
        try (BufferedReader reader = reader(recorder)) {
            said = reader.lines().toList();
        }
        int written = (int) said.stream().filter(line -> line.startsWith("wrote ")).count();
        assertTrue(written > 100, String.join("\n", said));
        assertEquals(List.of("File too large", "lost " + written), said.subList(written, written + 2));
        assertEquals(IntStream.range(0, written).mapToObj(n -> "e" + n).toList(), readNames(file));
        assertTrue(Files.size(file) <= DISK);
    }

    private static List<String> recorder(Path file, int first) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), Recorder.class.getName(), file.toString(),
                String.valueOf(first));
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
