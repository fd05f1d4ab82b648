package dev.evtool.container;

import dev.evtool.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A small image made of the machine's static busybox, so that no registry is needed. Its two programs take no options,
/// which `ctr` would take for its own: `linger` stays until it is killed, `exits` ends with the code that it is given.
final class RealImage {

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of("sh", "sleep", "true");

    private RealImage() {}

    /// A tar of the files alone, for `import`.
    static Path files(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(BUSYBOX)) {
            throw new IOException(BUSYBOX + " is not there: Debian's busybox-static has it");
        }
        Path bin = Files.createDirectories(folder.resolve("image/bin"));
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        for (String applet : APPLETS) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        script(bin.resolve("linger"), "trap 'echo usr1' USR1; trap '' TERM; while :; do sleep 1; done");
        script(bin.resolve("exits"), "exit $1");
        return tar(folder.resolve("files.tar"), folder.resolve("image"), List.of("."));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// What `docker save` would make of an image of these files.
    static Path archive(Path folder, String reference) throws IOException, InterruptedException {
        Path layer = files(folder);
        Path parts = Files.createDirectories(folder.resolve("archive"));
        Files.copy(layer, parts.resolve("layer.tar"));
        Files.writeString(parts.resolve("config.json"), """
                {"architecture":"%s","os":"linux","config":{"Cmd":["linger"],"Env":["PATH=/bin"]},\
                "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted(architecture(), sha256(layer)));
        Files.writeString(parts.resolve("manifest.json"), """
                [{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]""".formatted(reference));
        return tar(folder.resolve("archive.tar"), parts, List.of("manifest.json", "config.json", "layer.tar"));
    }

    private static String architecture() {
        String arch = System.getProperty("os.arch");
        return arch.equals("aarch64") ? "arm64" : arch;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path tar(Path file, Path folder, List<String> names) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(
                List.of("tar", "-C", folder.toString(), "-cf", file.toString(), "--"));
        command.addAll(names);
        try (Launched tar = Launched.start(command)) {
            if (tar.exit() != 0) {
                throw new IOException("tar: " + tar.err());
            }
        }
        return file;
    }
}
