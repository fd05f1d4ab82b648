package dev.evtool;

import dev.evtool.cli.Console;
import dev.evtool.cli.RootCommand;
import dev.evtool.config.Environment;
import dev.evtool.terminal.StandardStreams;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// The program.
public final class Evtool {

    private Evtool() {}

    public static void main(String[] args) {
        // the bare descriptor: System.in would keep whoever waits in it from being told to stop
        int code = run(args, new FileInputStream(FileDescriptor.in), StandardStreams.output(), StandardStreams.error());
        // nothing is left to do, and exit would look through the whole jar for a logger to tell
        Runtime.getRuntime().halt(code);
    }

    /// Runs a command line with these streams.
    ///
    /// @return the exit code; see [dev.evtool.cli.ExitCode]
    public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
        return RootCommand.run(new Console(in, out, err, Environment.current()), args);
    }
}
