package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The program in a real terminal (tmux), typed at and looked at.
@Tag("real")
@Timeout(120)
class RealTerminalIT {

    private static final String SOCKET = "evtool-test-" + ProcessHandle.current().pid();

    private static List<String> tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", SOCKET, "-f", "/dev/null"));
        command.addAll(List.of(words));
        try (Launched run = Launched.start(command)) {
            assertEquals(0, run.exit(), run.err().toString());
            return List.copyOf(run.out());
        }
    }

    @BeforeEach
    void start() throws Exception {
        tmux("new-session", "-d", "-x", "120", "-y", "40", "env", "LC_ALL=C.UTF-8", "sh");
    }

    @AfterEach
    void stop() throws Exception {
        tmux("kill-server");
    }

    private static void type(String line) throws Exception {
        tmux("send-keys", "-l", line);
        tmux("send-keys", "Enter");
    }

    /// Waits until the screen has this text.
    private static List<String> await(String text) throws Exception {
        long deadline = System.nanoTime() + 60_000_000_000L;
        List<String> screen = List.of();
        while (System.nanoTime() < deadline) {
            screen = tmux("capture-pane", "-p", "-e");
            if (screen.stream().anyMatch(l -> l.contains(text))) {
                return screen;
            }
        }
        throw new AssertionError("no " + text + " in " + screen);
    }

    @Test
    void statesHaveGlyphWordAndColour() throws Exception {
        type(Launched.launcher() + " ptp watch --demo --limit 13; echo \"exit:$?\"");
        List<String> screen = await("exit:0");
        assertTrue(screen.stream().anyMatch(l -> l.contains("\u001b[32m") && l.contains("● LOCKED")),
                screen.toString());
    }

    @Test
    void ctrlCEndsCleanly() throws Exception {
        type(Launched.launcher() + " demo ptp; echo \"exit:$?\"");
        await("subscribed to 12 of 12");
        tmux("send-keys", "C-c");
        List<String> screen = await("exit:130");
        assertTrue(screen.stream().anyMatch(l -> l.contains("deleted 12 subscriptions")), screen.toString());
    }
}
