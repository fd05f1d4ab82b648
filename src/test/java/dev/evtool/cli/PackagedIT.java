package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evtool.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What packaging makes of the classes to start faster: it does the same, is used, and is of these very classes.
@Tag("process")
@Timeout(120)
class PackagedIT {

    private static final Pattern JAR = Pattern.compile("\\$home/lib/(evtool-(?:libraries-)?([0-9a-f]{12})\\.jar)");

    private static final Path HOME = Launched.launcher().getParent().getParent();

    @Test
    void theWrittenSpecsSayWhatTheAnnotationsSay() throws Exception {
        String classes = String.join(":", jars().stream().map(Path::toString).toList()) + ":"
                + System.getProperty("java.class.path");
        try (Launched run = Launched.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", classes, CommandTranscripts.class.getName()))) {
            assertEquals(0, run.exit(), run.err().toString());
            assertEquals("Field", CommandTranscripts.origin());
            assertEquals("Class", run.out().getFirst());
            assertEquals(CommandTranscripts.all().lines().toList(), run.out().subList(1, run.out().size()));
        }
    }

    /// The JVM is told not to start without its cache.
    @ParameterizedTest
    @ValueSource(strings = {"--version", "help exit-codes", "tail --help", "demo ptp --limit 1"})
    void theCacheIsGoodForTheClasses(String words) throws Exception {
        assumeTrue(Files.readString(Launched.launcher()).contains("-XX:AOTCache"), "packaged without a cache");
        List<String> command = Stream.concat(
                Stream.of("env", "JDK_JAVA_OPTIONS=-XX:AOTMode=on", Launched.launcher().toString()),
                Stream.of(words.split(" "))).toList();
        try (Launched run = Launched.start(command)) {
            assertEquals(0, run.exit(), run.err().toString());
        }
    }

    /// Else a cache could be of other classes than those of the jar, and the JVM would run the ones of the cache.
    @Test
    void theNameOfAJarIsItsHash() throws Exception {
        Matcher jar = JAR.matcher(Files.readString(Launched.launcher()));
        int jars = 0;
        for (; jar.find(); jars++) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(HOME.resolve("lib", jar.group(1))));
            assertEquals(HexFormat.of().formatHex(hash, 0, 6), jar.group(2));
        }
        assertEquals(2, jars);
    }

    /// With other times than the cache knows: the JVM refuses it, and says nothing of it.
    @Test
    void aCopyWorksFromAnotherFolder(@TempDir Path folder) throws Exception {
        try (Launched copying = Launched.start(List.of("cp", "-r", HOME.toString(), folder + "/copy of evtool"))) {
            assertEquals(0, copying.exit(), copying.err().toString());
        }
        try (Launched run = Launched.start(List.of(folder + "/copy of evtool/bin/evtool", "--version"))) {
            assertEquals(0, run.exit(), run.err().toString());
            assertEquals(List.of(), run.err());
            assertTrue(run.out().getFirst().startsWith("evtool "), run.out().toString());
        }
    }

    private static List<Path> jars() throws IOException {
        return JAR.matcher(Files.readString(Launched.launcher())).results()
                .map(jar -> HOME.resolve("lib", jar.group(1))).toList();
    }
}
