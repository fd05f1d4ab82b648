package dev.evtool.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Finds the process that holds a file's lock, in Linux' `/proc/locks`. Lines there look like
/// `1: POSIX  ADVISORY  WRITE 13698 fe:00:2154504 0 EOF`: the process, then device (major and minor, hexadecimal) and
/// inode of the file.
final class LockHolder {

    private static final Path LOCKS = Path.of("/proc/locks");

    private LockHolder() {}

    /// The holder's pid; empty where there is none, or where the system does not tell (not Linux, another pid
    /// namespace).
    static OptionalLong of(Path path) {
        try {
            if (!Files.exists(path) || !Files.isReadable(LOCKS)) {
                return OptionalLong.empty();
            }
            long device = ((Number) Files.getAttribute(path, "unix:dev")).longValue();
            String inode = Files.getAttribute(path, "unix:ino").toString();
            return find(Files.readAllLines(LOCKS, StandardCharsets.UTF_8), device, inode);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException cannotTell) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong find(List<String> locks, long device, String inode) {
        String file = "%02x:%02x:%s".formatted(major(device), minor(device), inode);
        return locks.stream().map(line -> line.strip().split("\\s+"))
                // a waiting process has "->" in the second place
                .filter(f -> f.length > 5 && f[1].equals("POSIX") && f[3].equals("WRITE") && f[5].equals(file))
                .mapToLong(f -> Long.parseLong(f[4])).filter(pid -> pid > 0).findFirst();
    }

    /// As glibc's `major` and `minor` take a `dev_t` apart.
    private static long major(long device) {
        return (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
    }

    private static long minor(long device) {
        return (device & 0xff) | (device >>> 12 & ~0xffL);
    }
}
