package dev.evtool.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One run of the command line inside the test's JVM: what it printed and its exit code.
record Call(int exit, String out, String err) {

    private static final Map<String, String> ENVIRONMENT = Map.of("LANG", "C.UTF-8", "TERM", "xterm");

    static Call of(String... args) {
        return with("", ENVIRONMENT, args);
    }

    static Call with(String in, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out, err,
                environment);
        int exit = RootCommand.run(console, args);
        return new Call(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// All of it as one text, for golden files.
    String transcript() {
        return out + (err.isEmpty() ? "" : "--- stderr\n" + err) + "--- exit " + exit + "\n";
    }
}
