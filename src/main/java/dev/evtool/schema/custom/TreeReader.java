package dev.evtool.schema.custom;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Reads trees for the library: our own as they are, the meta-schemas that it holds by the tape. A mapper of Jackson's, which
/// takes longer to come up than all the rest, is not needed.
enum TreeReader implements NodeReader {
    INSTANCE;

    /// A tree on its way through the library, which asks for streams.
    static final class Tree extends InputStream {

        private final JsonNode node;

        Tree(JsonNode node) {
            this.node = node;
        }

        @Override
        public int read() {
            return -1;
        }
    }

    @Override
    public JsonNode readTree(String text, InputFormat format) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public JsonNode readTree(InputStream stream, InputFormat format) {
        try {
            return stream instanceof Tree tree ? tree.node : tree(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(byte[] text) {
        try {
            JsonTape tape = new JsonTape();
            tape.read(text, 0, text.length);
            return new TapeTree(tape).node(0);
        } catch (JsonFormatException e) {
            throw new IllegalArgumentException(e.explanation(), e);
        }
    }
}
