package dev.evtool.schema.input;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens inputs.
final class Opened {

    private Opened() {}

    /// Whether reading may keep one waiting.
    static boolean mayWait(Input input) {
        return input instanceof Input.Stream || (input instanceof Input.File file && isPipe(file.path()));
    }

    /// Whether it is there, but is neither a regular file nor a folder.
    static boolean isPipe(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /// @throws UnreadException if there is no opening it
    static Bytes of(Input input) throws IOException {
        // no switch over types: see Piece
        if (input instanceof Input.Stream stream) {
            return stream(stream.in());
        }
        if (input instanceof Input.File file) {
            UnreadException.hindrance(file);
            FileInputStream in = new FileInputStream(file.path().toFile());
            return mayWait(file) ? stream(in) : plain(in);
        }
        throw new UnreadException(((Input.Missing) input).unread());
    }

    /// A file's channel gives way to an interrupt while it waits, its stream does not.
    private static Bytes stream(InputStream in) {
        return in instanceof FileInputStream file ? interruptible(file.getChannel()) : plain(in);
    }

    private static Bytes plain(InputStream in) {
        return new Bytes() {

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                return in.read(into, at, length);
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    private static Bytes interruptible(FileChannel channel) {
        return new Bytes() {

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                return channel.read(ByteBuffer.wrap(into, at, length));
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
