package dev.evtool.capture;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Where a capture's bytes come from: a file that can be searched, or a stream (FIFO, standard input) that cannot.
///
/// @param name what messages call it
/// @param bytes the bytes from the present position on
/// @param file the file, where it is a regular one
record CaptureInput(String name, LineReader.Bytes bytes, @Nullable FileChannel file,
        Closeable opened) implements Closeable {

    static CaptureInput of(Path path) throws StreamException.Unreadable {
        String name = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw unreadable(name + " is a directory", null, "name the capture files in it", null);
            }
            if (Files.isReadable(path) && !Files.isRegularFile(path)) {
                return of(name, () -> new FileInputStream(path.toFile()));
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new CaptureInput(name, reading(channel), channel, channel);
        } catch (NoSuchFileException missing) {
            throw unreadable(name + " does not exist", null, "check the name; `evtool record SOURCE -w FILE` makes one",
                    missing);
        } catch (AccessDeniedException denied) {
            throw unreadable(name + " may not be read", "captures belong to the user who recorded them (mode 0600)",
                    "read it as that user", denied);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    static CaptureInput of(InputStream in, String name) {
        return of(name, () -> in);
    }

    private static CaptureInput of(String name, StreamPump.Opening opening) {
        StreamPump pump = new StreamPump(name, opening);
        return new CaptureInput(name, pump, null, pump);
    }

    /// That an input that could be opened could not be read to its end.
    static StreamException.Unreadable failed(String name, IOException e) {
        return unreadable(name + " cannot be read: " + e.getMessage(), null, null, e);
    }

    static StreamException.Unreadable unreadable(String what, @Nullable String cause, @Nullable String next,
            @Nullable Throwable e) {
        return new StreamException.Unreadable(new Problem(what, cause, next), e);
    }

    private static LineReader.Bytes reading(FileChannel channel) {
        return (into, at, length) -> channel.read(ByteBuffer.wrap(into, at, length));
    }

    /// Closes it since it is of no use; what fails then is told along with the reason.
    void closeAfter(Exception reason) {
        try {
            opened.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /// The bytes of a file from any place on, whatever its own position.
    static LongFunction<LineReader.Bytes> places(FileChannel file) {
        return place -> {
            long[] position = {place};
            return (into, at, length) -> {
                int n = file.read(ByteBuffer.wrap(into, at, length), position[0]);
                position[0] += Math.max(0, n);
                return n;
            };
        };
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
