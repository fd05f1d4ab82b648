package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is written can be read back, by us and by others who know the standard.
class CloudEventsRoundTripTest {

    private static final int ITEMS = 20_000;

    private final CloudEventWriter writer = new CloudEventWriter();
    private final CloudEventReader reader = new CloudEventReader(Vocabularies.NONE);

    @Test
    void everyItemComesBackAsItWas() throws JsonFormatException {
        RandomItems items = new RandomItems(1);
        for (int i = 0; i < ITEMS; i++) {
            StreamItem item = items.item();
            byte[] line = writer.line(item);
            StreamItem back = reader.read(line, 0, line.length, Instant.MIN);
            assertEquals(withoutFacts(item), withoutFacts(back), () -> new String(line, StandardCharsets.UTF_8));
        }
    }

    @Test
    void aLineIsOneLineOfUtf8WithoutControlCharacters() throws CharacterCodingException {
        RandomItems items = new RandomItems(2);
        for (int i = 0; i < ITEMS; i++) {
            String line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(writer.line(items.item())))
                    .toString();
            assertTrue(line.chars().noneMatch(c -> c < 0x20 && c != '\t'), line);
        }
    }

    @Test
    void theLineCanBeAnywhereInTheBuffer() throws JsonFormatException {
        RandomItems items = new RandomItems(3);
        for (int i = 0; i < 1000; i++) {
            StreamItem item = items.item();
            LineBuffer buffer = new LineBuffer(1);
            buffer.put("}{\"\\".getBytes(StandardCharsets.US_ASCII));
            writer.write(item, buffer);
            int end = buffer.size();
            buffer.put("\"x\":1}".getBytes(StandardCharsets.US_ASCII));
            assertEquals(withoutFacts(item), withoutFacts(reader.read(buffer.array(), 4, end, Instant.MIN)));
        }
    }

    @Test
    void noPrefixOfALineIsARecord() {
        RandomItems items = new RandomItems(4);
        for (int i = 0; i < 200; i++) {
            byte[] line = writer.line(items.item());
            for (int length = 0; length < line.length; length++) {
                int end = length;
                assertThrows(JsonFormatException.class,
                        () -> reader.read(line, 0, end, Instant.MIN));
            }
        }
    }

    @Test
    void theOfficialSdkReadsWhatWeWrite() {
        RandomItems items = new RandomItems(5);
        JsonFormat sdk = new JsonFormat();
        for (int i = 0; i < 2000; i++) {
            Event event = withRealSource(items.event());
            if (event.extensions().values().stream().anyMatch(value -> !(value instanceof String))) {
                // the SDK takes 32 bits as the widest number
                continue;
            }
            byte[] line = writer.line(event);
            CloudEvent theirs = assertDoesNotThrow(() -> sdk.deserialize(line),
                    () -> new String(line, StandardCharsets.UTF_8));
            assertEquals(event.id(), theirs.getId());
            assertEquals(event.type(), theirs.getType());
            assertEquals(event.subject(), theirs.getSubject());
            assertEquals(event.payload().contentType(), theirs.getDataContentType());
            assertEquals(event.time(), theirs.getTime() == null ? null : theirs.getTime().toInstant());
            if (!event.payload().isJson() && event.payload().bytes().length > 0) {
                assertArrayEquals(event.payload().bytes(), Objects.requireNonNull(theirs.getData()).toBytes());
            }
        }
    }

    @Test
    void everyLineFitsTheSchema() throws IOException {
        Schema schema = schema();
        RandomItems items = new RandomItems(6);
        for (int i = 0; i < 2000; i++) {
            String line = new String(writer.line(items.item()), StandardCharsets.UTF_8);
            if (line.contains("\\ud800") || line.contains("\\udc00")) {
                // the validator's parser refuses halves of pairs in names
                continue;
            }
            assertEquals(0, schema.validate(line, InputFormat.JSON).size(), () -> line);
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = CloudEventWriter.class.getResourceAsStream("/dev/evtool/schema/capture.schema.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text,
                    InputFormat.JSON);
        }
    }

    /// A source must be a URI, which ours are.
    private static Event withRealSource(Event e) {
        return new Event(e.id(), "ptp://node1:9043/sync/ptp-status/lock-state", e.type(), e.subject(), e.time(),
                e.received(), e.severity(), e.extensions(), e.payload(), e.facts());
    }

    private static StreamItem withoutFacts(StreamItem item) {
        return item instanceof Event event ? event.narrowedTo(Facts.NONE) : assertInstanceOf(StreamItem.class, item);
    }
}
