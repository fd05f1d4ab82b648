package dev.evtool.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that the user named and that is small: a token, a key, certificates.
///
/// @param what what it is for, such as `the token`
/// @param most how many bytes are read of it
/// @param secret whether others on the machine should not read it
public record SmallFile(String what, Path path, int most, boolean secret) {

    /// What changes when a file is written to or replaced, also by another target of a symbolic link, which is how
    /// Kubernetes replaces files of its volumes.
    ///
    /// @param inode the file behind the name
    record Stamp(FileTime modified, long size, @Nullable Object inode) {}

    /// @throws StreamException.Unreadable if there is no such file, or it is not one that can be read to its end
    Stamp stamp() throws StreamException.Unreadable {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw unreadable(file.isDirectory() ? "is a directory" : "is not a regular file", null);
            }
            return new Stamp(file.lastModifiedTime(), file.size(), file.fileKey());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// @throws StreamException.Unreadable if it cannot be read, or has too many bytes or none
    byte[] read() throws StreamException.Unreadable {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length == 0 || bytes.length > most) {
                throw unreadable(bytes.length == 0 ? "is empty" : "has more than " + most + " bytes", null);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// What is wrong with who may read it.
    Optional<String> warning() {
        try {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
            return secret && file.permissions().contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of(what + ": every user of this machine can read " + path + "; chmod 600 " + path)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException unknown) {
            // not to be read either, which is told elsewhere; or a file system without such permissions
            return Optional.empty();
        }
    }

    private StreamException.Unreadable unreadable(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> unreadable("does not exist", e);
            case AccessDeniedException denied -> unreadable("may not be read by this user", e);
            default -> unreadable("cannot be read: " + e.getMessage(), e);
        };
    }

    private StreamException.Unreadable unreadable(String why, @Nullable IOException cause) {
        return new StreamException.Unreadable(new Problem(what + ": " + path + " " + why, null, "check the path"),
                cause);
    }
}
