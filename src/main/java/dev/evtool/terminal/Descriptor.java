package dev.evtool.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.impl.ffm.FfmTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/// What a file descriptor is connected to, asked of the file system: a call of `isatty` through Java's foreign functions
/// would cost 150 ms at start, this costs one.
enum Descriptor {
    TERMINAL, PIPE, OTHER;

    private static final int TYPE_BITS = 0xf000;
    private static final int CHARACTER_DEVICE = 0x2000;
    private static final int FIFO = 0x1000;
    private static final int SOCKET = 0xc000;

    /// The major number of `/dev/null`, `/dev/zero`, `/dev/full` on Linux.
    private static final int MEMORY_DEVICES = 1;

    private static final Path LINUX = Path.of("/proc/self/fd");
    private static final Path OTHER_UNIX = Path.of("/dev/fd");

    /// The path by which the descriptor itself can be looked at or opened.
    static Path path(StandardStream stream) {
        Path folder = Files.isDirectory(LINUX) ? LINUX : OTHER_UNIX;
        return folder.resolve(Integer.toString(stream.number()));
    }

    static Descriptor of(StandardStream stream) {
        try {
            return of(path(stream));
        } catch (UnsupportedOperationException notUnix) {
            return byJline(stream);
        } catch (IOException closed) {
            return OTHER;
        }
    }

    /// Follows the link, so that it works for `/proc/self/fd/1` even where the terminal's path is not of this container.
    static Descriptor of(Path path) throws IOException {
        int mode = number(path, "unix:mode") & TYPE_BITS;
        if (mode == CHARACTER_DEVICE) {
            return isTerminal(number(path, "unix:rdev")) ? TERMINAL : OTHER;
        }
        return mode == FIFO || mode == SOCKET ? PIPE : OTHER;
    }

    /// Of the character devices that one would write text to, only `/dev/null` and its siblings are no terminal.
    private static boolean isTerminal(int rdev) throws IOException {
        return Files.isDirectory(LINUX)
                ? (rdev >> 8 & 0xfff) != MEMORY_DEVICES
                : rdev != number(Path.of("/dev/null"), "unix:rdev");
    }

    private static int number(Path path, String attribute) throws IOException {
        return ((Number) Files.getAttribute(path, attribute)).intValue();
    }

    private static Descriptor byJline(StandardStream stream) {
        SystemStream asked = switch (stream) {
            case INPUT -> SystemStream.Input;
            case OUTPUT -> SystemStream.Output;
            case ERROR -> SystemStream.Error;
        };
        return new FfmTerminalProvider().isSystemStream(asked) ? TERMINAL : OTHER;
    }
}
