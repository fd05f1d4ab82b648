package dev.evtool.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// stdout and stderr as they are: unbuffered, and throwing what goes wrong, which `System.out` keeps to itself.
public final class StandardStreams {

    private StandardStreams() {}

    public static OutputStream output() {
        return new RawStream(StandardStream.OUTPUT, FileDescriptor.out);
    }

    public static OutputStream error() {
        return new RawStream(StandardStream.ERROR, FileDescriptor.err);
    }

    /// Whether one of these streams failed because its reader is gone, and not for want of room or another error.
    public static boolean isClosedPipe(IOException failure) {
        return failure instanceof ClosedPipeException;
    }

    /// Tells a closed pipe by what the stream is connected to: the text of the exception is the C library's, in the
    /// user's language. On a pipe or socket a failed write has no other reason; on a terminal it has hung up.
    private static final class RawStream extends OutputStream {

        private final StandardStream stream;
        private final FileOutputStream raw;

        RawStream(StandardStream stream, FileDescriptor descriptor) {
            this.stream = stream;
            this.raw = new FileOutputStream(descriptor);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                raw.write(bytes, offset, length);
            } catch (IOException failure) {
                throw Descriptor.of(stream) == Descriptor.OTHER ? failure : new ClosedPipeException(failure);
            }
        }
    }
}
