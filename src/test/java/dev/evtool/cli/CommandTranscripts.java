package dev.evtool.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;

/// What every command says of itself, and to wrong words; as a program, so that it can be asked of the packaged classes.
final class CommandTranscripts {

    private CommandTranscripts() {}

    public static void main(String[] args) throws IOException {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write((origin() + "\n" + all()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Where options come from: `Field` if annotations were read.
    static String origin() {
        OptionSpec option = RootCommand.commandLine(new Console(InputStream.nullInputStream(),
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), Map.of())).getCommandSpec()
                .findOption("help");
        return option.userObject().getClass().getSimpleName();
    }

    static String all() {
        StringBuilder all = new StringBuilder();
        HelpTest.commands().forEach(command -> append(all, command + " --help"));
        for (String words : UsageErrorTest.WRONG) {
            append(all, words);
        }
        return all.toString();
    }

    private static void append(StringBuilder all, String words) {
        all.append("$ evtool ").append(words).append('\n').append(Call.of(words.strip().split(" ")).transcript());
    }
}
