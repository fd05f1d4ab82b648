package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTest {

    @TempDir
    Path folder;

    @Test
    void filesAndNullDevicesAreNoTerminals() throws IOException {
        assertEquals(Descriptor.OTHER, Descriptor.of(Files.createFile(folder.resolve("file"))));
        assertEquals(Descriptor.OTHER, Descriptor.of(Path.of("/dev/null")));
        assertThrows(NoSuchFileException.class, () -> Descriptor.of(folder.resolve("closed")));
    }

    @Test
    void fullDeviceIsNoTerminal() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        assertEquals(Descriptor.OTHER, Descriptor.of(full));
    }

    @Test
    void pseudoTerminalsAreTerminals() throws IOException {
        Path ptmx = Path.of("/dev/ptmx");
        assumeTrue(Files.exists(ptmx), "no pseudo terminals here");
        assertEquals(Descriptor.TERMINAL, Descriptor.of(ptmx));
    }

    @Test
    void aFifoIsAPipe() throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        assertEquals(Descriptor.PIPE, Descriptor.of(fifo));
    }
}
