package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What only a process of its own can show: its streams as the shell connects them, and signals from outside.
@Tag("process")
class ProcessTest {

    @Test
    void aClosedPipeIsToldFromAFullDisk() throws Exception {
        assertEquals("line\nclosed pipe: true\n", shell(probe("write") + " | head -1"));
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
        assertEquals("closed pipe: false\n", shell(probe("write") + " >/dev/full"));
    }

    @Test
    void aFileAndAPipeAreNoTerminals() throws Exception {
        String nothing = "Abilities[terminal=false, colors=NONE, unicode=true] columns OptionalInt.empty\n";
        assertEquals(nothing, shell(probe("terminal") + " | cat"));
        assertEquals(nothing, shell(probe("terminal") + " >/dev/null"));
    }

    @Test
    void aPseudoTerminalHasColorsAndAWidthAndNoWarnings() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) here");
        String said = shell("script -qec 'stty cols 97; " + probe("terminal") + "' /dev/null </dev/null");
        assertEquals("Abilities[terminal=true, colors=BASIC, unicode=true] columns OptionalInt[97]", said.strip());
    }

    @Test
    void aSignalStopsCleanly() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "exec " + probe("stop")).start();
        try (BufferedReader out = reader(process.getInputStream());
                BufferedReader err = reader(process.getErrorStream())) {
            assertEquals("ready", out.readLine());
            // not of the process itself: that would close its streams
            process.toHandle().destroy();
            assertEquals("stopped by Optional[TERM]", err.readLine());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String probe(String what) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return java + " --enable-native-access=ALL-UNNAMED -cp \"" + System.getProperty("java.class.path") + "\" "
                + StreamProbe.class.getName() + " " + what;
    }

    /// What a command says on both streams.
    private static String shell(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.putAll(Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8"));
        environment.keySet().removeAll(List.of("NO_COLOR", "CLICOLOR_FORCE", "COLORTERM", "COLUMNS"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), command);
        return said;
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
