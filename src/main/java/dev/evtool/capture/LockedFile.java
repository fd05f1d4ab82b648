package dev.evtool.capture;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A capture on disk, open for writing and locked against other writers.
///
/// A `RandomAccessFile` and not a `FileChannel`, because an interrupt - which is how everything here is told to stop -
/// closes a channel in the middle of a write. For the same reason the disk is waited for by the descriptor's `sync`.
final class LockedFile implements CaptureFile {

    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final RandomAccessFile file;

    private LockedFile(RandomAccessFile file) {
        this.file = file;
    }

    /// Makes a file that was not there; only its owner can read it, from the first moment on.
    static LockedFile create(Path path) throws StreamException.Usage {
        try {
            Files.createFile(path, OURS_ALONE);
        } catch (FileAlreadyExistsException exists) {
            throw usage(path + " is there already, and is never overwritten", null, "choose another name, or --append");
        } catch (IOException e) {
            throw cannot("be made", path, e);
        }
        return open(path);
    }

    static LockedFile open(Path path) throws StreamException.Usage {
        // before it is opened: closing it again would take the lock from another writer in this very process (POSIX)
        OptionalLong holder = LockHolder.of(path);
        if (holder.isPresent()) {
            throw locked(path, holder);
        }
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            if (!lock(file)) {
                file.close();
                throw locked(path, LockHolder.of(path));
            }
            return new LockedFile(file);
        } catch (IOException e) {
            throw cannot("be written", path, e);
        }
    }

    private static boolean lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static StreamException.Usage locked(Path path, OptionalLong holder) {
        String who = holder.isPresent() ? "another evtool (pid " + holder.getAsLong() + ")" : "another process";
        return usage(path + " is being written by " + who, null, "end that recording first, or choose another name");
    }

    private static StreamException.Usage cannot(String verb, Path path, IOException e) {
        String cause = switch (e) {
            case NoSuchFileException missing -> "its directory does not exist";
            case AccessDeniedException denied -> "no permission";
            default -> e.getMessage();
        };
        return usage(path + " cannot " + verb, cause, "choose another name");
    }

    private static StreamException.Usage usage(String what, @Nullable String cause, String next) {
        return new StreamException.Usage(new Problem(what, cause, next));
    }

    @Override
    public long size() throws IOException {
        return file.length();
    }

    @Override
    public int read(long at, byte[] into, int from, int length) throws IOException {
        file.seek(at);
        return file.read(into, from, length);
    }

    @Override
    public void write(long at, byte[] bytes, int length) throws IOException {
        file.seek(at);
        file.write(bytes, 0, length);
    }

    @Override
    public void cutTo(long size) throws IOException {
        file.setLength(size);
    }

    @Override
    public void sync() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
