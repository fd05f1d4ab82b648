package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.StreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of proxies, good and bad, and outputs that take nothing.
class ProxyFileTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("proxies.txt"), text);
    }

    @Test
    void commentsAndEmptyLinesAreLeftOut() throws Exception {
        Path file = file("# all\n\nnode1:9043 # rack 1\r\n  http://node2\nptps://n3?token=file:/t#frag\n");
        assertEquals(List.of("node1:9043", "http://node2", "ptps://n3?token=file:/t#frag"),
                new ProxyFile(file).read(line -> line));
    }

    @Test
    void aTypoIsNamedWithItsLine() throws Exception {
        Call call = Call.of("ptp", "state", "--proxies", file("node1\nhttp://node2:99999\n").toString());
        assertEquals(2, call.exit());
        assertTrue(call.err().contains("proxies.txt:2: \"http://node2:99999\" is not the address"), call.err());
    }

    @Test
    void whatIsNotThereOrNoTextIsSaid() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'n', (byte) 0xff, '\n'});
        for (String name : List.of("missing", ".", binary.getFileName().toString())) {
            Call call = Call.of("ptp", "state", "--proxies", folder.resolve(name).toString());
            assertEquals(5, call.exit(), call.err());
            assertTrue(call.err().contains("cannot read the list of proxies"), call.err());
        }
    }

    @Test
    void anEmptyListIsWrong() throws Exception {
        ProxyFile empty = new ProxyFile(file("# nothing\n"));
        assertThrows(StreamException.Usage.class, () -> empty.read(line -> line));
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ptp doctor --demo", "ptp publishers --demo", "ptp subscriptions --demo -o json",
            "ptp state --demo -q", "help filters"})
    void anOutputThatTakesNothingIsNoErrorOfOurs(String words) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(InputStream.nullInputStream(), new FullDisk(), err, Map.of("LANG", "C.UTF-8"));
        int exit = RootCommand.run(console, words.split(" "));
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(ExitCode.INCOMPLETE.number(), exit, said);
        assertTrue(said.contains("cannot write the output: No space left on device"), said);
    }
}
