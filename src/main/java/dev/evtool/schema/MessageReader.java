package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.event.JsonTree;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the notification in records of any kind: a message, one in its envelope, a dump, a capture, a sample of
/// documentation, a payload alone.
public final class MessageReader implements RecordReader<FoundMessage>, Descent.Finder {

    private final Descent descent;
    private JsonTape tape = new JsonTape();
    private @Nullable FoundMessage found;
    private String seen = "";
    private @Nullable String unreadable;

    public MessageReader(Catalog catalog) {
        this.descent = new Descent(catalog.recognition(), null, false, this);
    }

    @Override
    public @Nullable FoundMessage read(byte[] bytes, int from, int to) throws JsonFormatException, SchemaException {
        found = null;
        unreadable = null;
        seen = "";
        boolean known = descent.go(bytes, from, to);
        if (unreadable != null) {
            throw new SchemaException(unreadable, null, null);
        }
        if (found == null && !seen.startsWith("capture-")) {
            throw new SchemaException(known ? "no notification: it is a record of kind " + seen
                    : "no notification, and no other kind of record that is known", null,
                    "a notification has event_type, priority and payload");
        }
        return found;
    }

    @Override
    public void in(Layer layer) {
        tape = layer.tape();
    }

    @Override
    public void record(Kind kind, int token) {
        seen = kind.name();
        if (found == null && seen.startsWith("notification")) {
            found = new FoundMessage(members(token), false);
        }
    }

    @Override
    public void payload(int token) {
        if (found == null) {
            found = new FoundMessage(members(token), true);
        }
    }

    @SuppressWarnings("unchecked") // records and payloads are objects
    private Map<String, @Nullable Object> members(int token) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(JsonTree.of(tape, token));
    }

    @Override
    public void strange(Kind kind, int token) {
        // a legacy payload is nobody's to know
    }

    @Override
    public void unreadable(Layer within, int token, int at, String message, @Nullable String likely) {
        unreadable = within.pointer(token) + ": " + message + (likely == null ? "" : " (" + likely + ")");
    }
}
