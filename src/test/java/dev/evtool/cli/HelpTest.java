package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Help of every command, word for word, and what all of it must have.
class HelpTest {

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(RootCommand.commandLine(new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), Map.of())), "", names);
        return names.stream();
    }

    private static void collect(CommandLine line, String path, List<String> names) {
        names.add(path.strip());
        line.getSubcommands().forEach((name, sub) -> collect(sub, path + " " + name, names));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsExpected(String command) {
        List<String> words = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ")));
        words.add("--help");
        Call call = Call.of(words.toArray(String[]::new));
        assertEquals(0, call.exit());
        assertEquals("", call.err());
        assertTrue(call.out().lines().allMatch(line -> line.length() <= HelpLayout.WIDTH), call.out());
        assertFalse(call.out().contains("null"), call.out());
        Golden.check("cli/help-" + (command.isEmpty() ? "evtool" : command.replace(' ', '-')), call.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpCommandSaysTheSame(String command) {
        List<String> words = new ArrayList<>(List.of("help"));
        if (!command.isEmpty()) {
            words.addAll(List.of(command.split(" ")));
        }
        assertEquals(Call.of((command + " --help").strip().split(" ")).out(),
                Call.of(words.toArray(String[]::new)).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"filters", "capture", "exit-codes", "ptp-events", "ptp-doctor", "container-events",
            "notifications", "notify-doctor", "notify-emit", "validation", "schemas", "security"})
    void topicsAreThere(String topic) {
        Call call = Call.of("help", topic);
        assertEquals(0, call.exit(), call.err());
        assertTrue(call.out().startsWith("# "), call.out());
    }

    @Test
    void theExitCodePageNamesEveryCode() {
        String page = Call.of("help", "exit-codes").out();
        for (ExitCode code : ExitCode.values()) {
            assertTrue(page.contains("| " + code.number() + " |"), code + " is missing in docs/exit-codes.md");
        }
    }

    @Test
    void versionIsOneLine() {
        Call call = Call.of("--version");
        assertEquals(0, call.exit());
        assertTrue(call.out().matches("evtool \\S+\\R"), call.out());
    }
}
