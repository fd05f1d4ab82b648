package dev.evtool.container;

import dev.evtool.event.Payload;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Recordings of real engines.
final class ContainerRecordings {

    private ContainerRecordings() {}

    private static InputStream open(String name) {
        return Objects.requireNonNull(ContainerRecordings.class.getResourceAsStream("/container/" + name), name);
    }

    /// Messages, each after its length in four bytes.
    static List<byte[]> messages(String name) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(open(name))) {
            while (in.available() > 0) {
                messages.add(in.readNBytes(in.readInt()));
            }
        }
        return messages;
    }

    static List<String> lines(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String line) {
        return (Map<String, Object>) Payload.json(line).data();
    }
}
