package dev.evtool.cli;

import dev.evtool.capture.CaptureSource;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceType;
import dev.evtool.stream.StreamException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What SOURCE on the command line stands for: a URI of a family, `demo:NAME`, a capture file, or `-`.
final class Sources {

    private Sources() {}

    /// One source for each URI, and one for all files together, so that they are merged by time.
    static List<Source> of(List<String> words, Connecting connecting, InputStream in) throws StreamException.Usage {
        List<Source> sources = new ArrayList<>();
        List<CaptureSource.Input> files = new ArrayList<>();
        for (String word : words) {
            Optional<Source> live = live(word, connecting);
            if (live.isPresent()) {
                sources.add(live.get());
            } else if (word.equals("-")) {
                files.add(new CaptureSource.Input.Stream("standard input", in));
            } else {
                files.add(new CaptureSource.Input.File(path(word)));
            }
        }
        if (!files.isEmpty()) {
            sources.add(new CaptureSource(files, Families.VOCABULARIES));
        }
        return sources;
    }

    /// Whether a word means records that are there already, in a file or on standard input.
    static boolean isCapture(String word) {
        return !word.contains("://") && !word.startsWith("demo:");
    }

    private static Optional<Source> live(String word, Connecting connecting) throws StreamException.Usage {
        if (word.startsWith("demo:")) {
            return Optional.of(demo(word.substring("demo:".length()), connecting));
        }
        int colon = word.indexOf("://");
        if (colon < 0) {
            return Optional.empty();
        }
        String scheme = word.substring(0, colon).toLowerCase(Locale.ROOT);
        for (SourceType family : Families.ALL) {
            if (family.schemes().contains(scheme)) {
                return Optional.of(family.open(word, connecting));
            }
        }
        String known = Families.ALL.stream().flatMap(f -> f.schemes().stream()).sorted().map(s -> s + "://")
                .collect(Collectors.joining(", "));
        String hint = scheme.startsWith("http") ? "a proxy's address is ptp://HOST:PORT here" : "use one of " + known;
        throw new StreamException.Usage(
                new Problem("no source of evtool has the scheme " + scheme + "://", null, hint + ", a FILE, or -"));
    }

    private static Source demo(String name, Connecting connecting) throws StreamException.Usage {
        for (SourceType family : Families.ALL) {
            if (family.demoName().equals(name)) {
                return family.demo(connecting);
            }
        }
        throw new StreamException.Usage(new Problem("there is no demo:" + name, null, "use "
                + Families.ALL.stream().map(f -> "demo:" + f.demoName()).collect(Collectors.joining(", "))));
    }

    private static Path path(String word) throws StreamException.Usage {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new StreamException.Usage(Problem.of("\"" + word + "\" cannot be a file name: " + e.getReason()));
        }
    }
}
