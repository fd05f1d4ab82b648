package dev.evtool.config;

import dev.evtool.stream.LiveFiles;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Secrets;
import dev.evtool.stream.SmallFile;
import dev.evtool.stream.StreamException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Secrets by reference: `env:NAME` is an environment variable, `file:PATH` the first line of a file, read again when
/// the file changes. A secret itself is refused where a reference belongs: all users of a machine see the words of every
/// command in its process list.
public final class SecretReferences implements Secrets {

    /// Service account tokens have 1 to 2 KB.
    private static final int MOST = 64 << 10;
    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";

    private final Map<String, String> environment;

    public SecretReferences(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Secret refer(String option, String reference) throws StreamException.Usage {
        if (reference.startsWith(ENVIRONMENT) && reference.length() > ENVIRONMENT.length()) {
            return ofVariable(option, reference.substring(ENVIRONMENT.length()));
        }
        if (reference.startsWith(FILE) && reference.length() > FILE.length()) {
            return ofFile(option, reference.substring(FILE.length()));
        }
        throw new StreamException.Usage(new Problem(option + " takes a reference to a secret, not the secret itself",
                "the process list shows the words of a command to every user of this machine",
                "write " + option + (option.endsWith("=") ? "" : " ") + "file:PATH or env:NAME"));
    }

    /// The variable's name is not in the text if it cannot be one: then it may be a secret behind the wrong prefix.
    private Secret ofVariable(String option, String name) throws StreamException.Usage {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new StreamException.Usage(new Problem(option + " env:… does not have the name of a variable", null,
                    "write env:NAME, with the secret in the environment variable NAME"));
        }
        return new Secret(ENVIRONMENT + name, news -> {
            String value = environment.getOrDefault(name, "");
            if (value.isEmpty()) {
                throw new StreamException.Unreadable(new Problem(
                        option + ": the environment variable " + name + " is not set", null, "export " + name), null);
            }
            return value;
        });
    }

    private static Secret ofFile(String option, String text) throws StreamException.Usage {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw new StreamException.Usage(Problem.of(option + " file:… is not the name of a file"));
        }
        SmallFile file = new SmallFile(option, path, MOST, true);
        LiveFiles<String> live = new LiveFiles<>(List.of(file), contents -> line(file, contents.getFirst()));
        return new Secret(FILE + path, live::now);
    }

    /// The contents without the line end that editors and `echo` leave.
    private static String line(SmallFile file, byte[] contents) throws StreamException.Unreadable {
        String value = new String(contents, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
        if (value.isBlank() || value.contains("\n")) {
            throw new StreamException.Unreadable(new Problem(file.what() + ": " + file.path()
                    + (value.isBlank() ? " has no secret in it" : " has more than one line"), null,
                    "put the secret alone into the file"), null);
        }
        return value;
    }
}
