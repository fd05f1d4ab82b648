package dev.evtool.ptp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Bodies that real proxies sent.
final class Recordings {

    private Recordings() {}

    static List<byte[]> bodies(String name) {
        try (InputStream in = Recordings.class.getResourceAsStream("/ptp/" + name + ".bodies.ndjson")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
