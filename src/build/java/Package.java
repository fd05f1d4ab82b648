import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Makes `target/evtool/`, the program as it is installed. Maven calls it in the phase `package` with the JDK that
/// compiled the classes, the class path of the program, and its version:
///
/// ```
/// bin/evtool                    the launcher, the only file that is ever replaced
/// lib/evtool-HASH.jar           the program
/// lib/evtool-libraries-HASH.jar all its dependencies
/// lib/evtool-HASH.aot           the AOT cache of both, recorded by src/build/java/dev/evtool/Training.java
/// lib/evtool-short-HASH.aot     a small one for short commands: the JVM links at its start all classes of a cache
/// runtime-HASH/                 a Java runtime with only the modules that are needed
/// ```
///
/// Every other name holds a hash of what it is made of. So nothing that a running process has open is overwritten, what
/// did not change is not made again, and a cache can never meet classes that it was not made for (a JVM that is given
/// such a pair may run the *old* classes). What the previous launcher names is kept for processes that are just
/// starting; older files are deleted.
///
/// Without `jlink` the launcher uses the JDK of the build, and without a training run there is no cache; both are said
/// in one line, and the program works.
final class Package {

    /// What the program needs of Java; `jdeps` says more, but java.desktop and java.sql are only for bean and SQL types,
    /// java.naming and java.security.sasl for ways of the AMQP client that are not gone: SRV records, the JDK's logins.
    private static final String MODULES = "java.base,java.logging,java.xml,jdk.httpserver,jdk.net,jdk.unsupported";

    private static final List<String> JLINK = List.of("--strip-debug", "--no-header-files", "--no-man-pages",
            "--compress", "zip-6");

    /// In training as in use: the JVM refuses a cache that was made with others. Why each is there: src/build/launcher.sh.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmn20m", "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
            "-Dpicocli.disable.closures=true", "-Dpicocli.converters.excludes=java.(time|sql).*");

    /// No profiles of the training in the cache: they make the JIT compile at once what a short command never needs
    /// (measured: --version 163 ms with, 137 without). -XX:-AOTClassLinking would be the next thing to measure: the bare
    /// JVM starts in 31 instead of 60 ms, but the first CEL expression takes 90 ms longer.
    private static final List<String> NO_PROFILES = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    /// Entries of dependencies that have no use in one jar for one Java: module descriptors, signatures, build leftovers.
    private static final Pattern USELESS = Pattern.compile(
            "(META-INF/versions/\\d+/)?(module-info\\.class|OSGI-INF/.*)|.*/|META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]+"
                    + "\\.(SF|RSA|DSA|EC|kotlin_module)|(maven|proguard|native-image|com\\.android\\.tools|R8)/.*)");

    /// What is in the jar of the program, and found without opening that of the libraries, whose 12,000 entries take the
    /// JVM 10 ms: our classes and pages, and picocli, which every command needs.
    private static final Pattern OWN = Pattern.compile("dev/evtool/|picocli/|META-INF/(LICENSE|NOTICE)$");

    private static final Pattern LICENCE = Pattern.compile("META-INF/([^/]*(LICENSE|NOTICE)[^/]*)");
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");

    /// Stack maps came with version 50; the AOT cache refuses older classes, which is all of picocli.
    private static final int FIRST_VERSION_FOR_THE_CACHE = 50;

    private static final FileTime EPOCH = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private final Path root = Path.of("").toAbsolutePath();
    private final Path target = root.resolve("target");
    private final Path home = target.resolve("evtool");
    private final Path lib = home.resolve("lib");
    private final Path log = target.resolve("evtool-training.log");
    private final List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(":")).map(Path::of)
            .toList();
    private final String version;

    private Package(String version) {
        this.version = version;
    }

    public static void main(String[] args) throws Exception {
        new Package(args[0]).make();
    }

    private void make() throws Exception {
        Files.createDirectories(lib);
        Files.deleteIfExists(log);
        Map<String, byte[]> entries = entries();
        Map<String, byte[]> own = new TreeMap<>(entries);
        own.keySet().removeIf(name -> !OWN.matcher(name).lookingAt());
        entries.keySet().removeAll(own.keySet());
        String classes = jar("evtool-", own) + ":" + jar("evtool-libraries-", entries);

        Optional<Path> runtime = runtime();
        Path java = runtime.orElse(JDK).resolve("bin/java");
        String hash = hash(classes + java + Files.readString(JDK.resolve("release")) + FLAGS + NO_PROFILES);
        Path cache = lib.resolve("evtool-" + hash + ".aot");
        Path shortCache = lib.resolve("evtool-short-" + hash + ".aot");
        boolean cached = (Files.exists(cache) || train(java, classes, cache, "all"))
                && (Files.exists(shortCache) || train(java, classes, shortCache, "short"));

        Path launcher = home.resolve("bin/evtool");
        Files.createDirectories(launcher.getParent());
        String before = Files.exists(launcher) ? Files.readString(launcher) : "";
        String now = Files.readString(root.resolve("src/build/launcher.sh"))
                .replace("@JAVA@", runtime.map(r -> "$home/" + r.getFileName() + "/bin/java").orElse(java.toString()))
                .replace("@CACHE@", cached ? "-XX:AOTCache=\"$home/lib/$cache\" " : "")
                .replace("@ALL@", cache.getFileName().toString())
                .replace("@SHORT@", shortCache.getFileName().toString())
                .replace("@FLAGS@", "'" + String.join("' '", FLAGS) + "'")
                .replace("@CLASSES@", classes.replace(lib.toString(), "$home/lib"));
        if (!now.equals(before)) {
            publish(launcher, part -> Files.setPosixFilePermissions(Files.writeString(part, now),
                    PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        deleteWhatNobodyNames(now + before);

        // The hash that src/build/claim-sources.sh took before the classes were compiled; ./evtool compares it.
        Files.copy(target.resolve("classes.sources"), target.resolve("evtool.sources"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    // ---- the jars

    /// All entries of the class path by name, as the JVM would see them: the first of a name wins, services add up, and
    /// of a multi-release entry the one for this Java is taken.
    private Map<String, byte[]> entries() throws Exception {
        Map<String, byte[]> entries = new TreeMap<>();
        for (Path element : classPath) {
            Map<String, byte[]> own = Files.isDirectory(element) ? files(element) : dependency(element);
            own.forEach((name, bytes) -> entries.merge(name, bytes,
                    (first, second) -> name.startsWith("META-INF/services/") ? join(first, second) : first));
        }
        entries.putAll(files(compile("training-classes", "src/build/java/dev/evtool/Training.java")));
        entries.putAll(specs());
        entries.put("META-INF/LICENSE", Files.readAllBytes(root.resolve("LICENSE")));
        entries.put("META-INF/NOTICE", Files.readAllBytes(root.resolve("NOTICE")));
        upgradeOldClasses(entries);
        return entries;
    }

    private static Map<String, byte[]> dependency(Path file) throws IOException {
        Map<String, byte[]> plain = new TreeMap<>();
        Map<Integer, Map<String, byte[]>> versioned = new TreeMap<>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if (USELESS.matcher(name).matches()) {
                    continue;
                }
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                Matcher versionedName = VERSIONED.matcher(name);
                Matcher licence = LICENCE.matcher(name);
                if (versionedName.matches()) {
                    versioned.computeIfAbsent(Integer.valueOf(versionedName.group(1)), _ -> new TreeMap<>())
                            .put(versionedName.group(2), bytes);
                } else if (licence.matches()) {
                    plain.put("META-INF/licenses/" + file.getFileName() + "/" + licence.group(1), bytes);
                } else {
                    plain.put(name, bytes);
                }
            }
        }
        versioned.forEach((java, own) -> { // ascending, so that the newest wins
            if (java <= Runtime.version().feature()) {
                plain.putAll(own);
            }
        });
        return plain;
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static byte[] join(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.write('\n');
        out.writeBytes(second);
        return out.toByteArray();
    }

    /// The class that tells picocli of the commands without annotations, in place of the one that reads them.
    private Map<String, byte[]> specs() throws IOException {
        Path sources = Files.createDirectories(target.resolve("specs-sources"));
        try {
            Path writer = compile("specs-writer", "src/build/java/dev/evtool/cli/SpecWriter.java");
            start(60, JDK.resolve("bin/java"), List.of("-cp", writer + ":" + System.getProperty("java.class.path"),
                    "dev.evtool.cli.SpecWriter", sources.toString()));
            return files(compile("specs-classes", sources.resolve("Specs.java").toString()));
        } catch (IOException e) {
            System.out.println("evtool: annotations are read at every start: " + e.getMessage() + " (see " + log + ")");
            return Map.of();
        }
    }

    /// Compiles a source that only packaging needs; `folder` is made anew under `target/`.
    private Path compile(String folder, String source) throws IOException {
        Path classes = target.resolve(folder);
        delete(classes);
        run("javac", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none",
                root.resolve(source).toString());
        return classes;
    }

    /// Gives the classes of old compilers a current version and the stack maps that it asks for.
    private static void upgradeOldClasses(Map<String, byte[]> entries) {
        ClassHierarchyResolver hierarchy = ClassHierarchyResolver
                .ofResourceParsing(type -> {
                    String d = type.descriptorString();
                    byte[] bytes = entries.get(d.substring(1, d.length() - 1) + ".class");
                    return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
                })
                .orElse(ClassHierarchyResolver.defaultResolver());
        var classFile = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        CodeTransform same = (builder, element) -> builder.with(element);
        ClassTransform upgrade = ((ClassTransform) (builder, element) -> {
            if (element instanceof ClassFileVersion) {
                builder.withVersion(ClassFile.JAVA_17_VERSION, 0);
            } else {
                builder.with(element);
            }
        }).andThen(ClassTransform.transformingMethodBodies(same));
        entries.replaceAll((name, bytes) -> {
            boolean old = name.endsWith(".class")
                    && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < FIRST_VERSION_FOR_THE_CACHE;
            return old ? classFile.transformClass(classFile.parse(bytes), upgrade) : bytes;
        });
    }

    /// Packs entries, if they are not there already: the same ones make the same bytes, and their hash is in the name.
    private Path jar(String name, Map<String, byte[]> entries) throws IOException {
        byte[] jar = packed(entries);
        Path file = lib.resolve(name + hash(jar) + ".jar");
        if (Files.notExists(file)) {
            publish(file, part -> Files.setLastModifiedTime(Files.write(part, jar), EPOCH));
        }
        return file;
    }

    private byte[] packed(Map<String, byte[]> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            put(zip, "META-INF/MANIFEST.MF", """
                    Manifest-Version: 1.0
                    Main-Class: dev.evtool.Evtool
                    Implementation-Title: evtool
                    Implementation-Version: %s
                    Enable-Native-Access: ALL-UNNAMED

                    """.formatted(version).getBytes(StandardCharsets.UTF_8));
            for (var entry : entries.entrySet()) {
                put(zip, entry.getKey(), entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(EPOCH);
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    // ---- runtime and cache

    /// A runtime with only our modules, and the JVM's default class archive for starts on which the cache is refused.
    private Optional<Path> runtime() throws IOException {
        Path runtime = home.resolve("runtime-" + hash(Files.readString(JDK.resolve("release")) + MODULES + JLINK));
        if (Files.exists(runtime)) {
            return Optional.of(runtime);
        }
        try {
            publish(runtime, part -> {
                run("jlink", Stream.of(List.of("--add-modules", MODULES, "--output", part.toString()), JLINK)
                        .flatMap(List::stream).toArray(String[]::new));
                start(60, part.resolve("bin/java"), List.of("-Xshare:dump"));
            });
            return Optional.of(runtime);
        } catch (IOException e) {
            System.out.println("evtool: no runtime of its own, it will run on this JDK: " + e.getMessage());
            return Optional.empty();
        }
    }

    private boolean train(Path java, String classes, Path cache, String commands) throws IOException {
        try {
            publish(cache, part -> {
                start(180, java, FLAGS, NO_PROFILES,
                        List.of("-XX:AOTCacheOutput=" + part, "-cp", classes, "dev.evtool.Training",
                                commands));
                if (Files.notExists(part)) {
                    throw new IOException("the JVM wrote none");
                }
            });
            return true;
        } catch (IOException e) {
            System.out.println("evtool: no AOT cache, starts will be slower: " + e.getMessage() + " (see " + log + ")");
            return false;
        }
    }

    // ---- tools

    private interface Maker {
        void make(Path part) throws IOException;
    }

    /// Makes a file or folder under another name and then moves it into place, so that it is there whole or not at all.
    private static void publish(Path place, Maker maker) throws IOException {
        Path part = place.resolveSibling(".part-" + place.getFileName());
        delete(part);
        maker.make(part);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(String tool, String... args) throws IOException {
        ToolProvider found = ToolProvider.findFirst(tool).orElseThrow(() -> new IOException("this JDK has no " + tool));
        if (found.run(System.out, System.err, args) != 0) {
            throw new IOException(tool + " failed");
        }
    }

    /// Runs a program apart from the user's settings, its output kept in the log.
    @SafeVarargs
    private void start(int seconds, Path java, List<String>... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        Stream.of(arguments).forEach(command::addAll);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Path empty = Files.createDirectories(target.resolve("training-home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("EVTOOL_") || name.startsWith("XDG_")
                || name.startsWith("JAVA_") || name.startsWith("JDK_JAVA_"));
        builder.environment().put("HOME", empty.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("not done within " + seconds + " s");
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit " + process.exitValue());
        }
    }

    private void deleteWhatNobodyNames(String launchers) throws IOException {
        try (Stream<Path> files = Stream.concat(Files.list(lib), Files.list(home))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\.part-.*|evtool-.*\\.(jar|aot)|runtime-.*") && !launchers.contains(name)) {
                    delete(file);
                }
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
