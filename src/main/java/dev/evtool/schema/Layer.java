package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.event.JsonUnescape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON text of a record: the record itself, or what a string in another layer holds, as the message in an oslo envelope.
/// Used again from record to record.
final class Layer {

    /// What is kept of a buffer from record to record.
    private static final int KEPT = 1 << 18;

    private final JsonTape tape = new JsonTape();
    private byte[] buffer = new byte[0];
    private @Nullable Layer outer;
    private int holder;
    private boolean escaped;

    JsonTape tape() {
        return tape;
    }

    /// Reads the record itself.
    void read(byte[] bytes, int from, int to) throws JsonFormatException {
        outer = null;
        tape.read(bytes, from, to);
    }

    /// Reads the JSON in a string of another layer.
    void readString(Layer within, int token) throws JsonFormatException {
        outer = within;
        holder = token;
        escaped = true;
        int from = within.tape.from(token) + 1;
        int to = within.tape.to(token) - 1;
        if (buffer.length < to - from || buffer.length > KEPT) {
            buffer = new byte[Math.max(to - from, 1 << 12)];
        }
        tape.read(buffer, 0, JsonUnescape.decode(within.tape.bytes(), from, to, buffer));
    }

    /// Reads JSON that was packed into a string of another layer in a way in which places are lost.
    void readPacked(Layer within, int token, byte[] unpacked) throws JsonFormatException {
        outer = within;
        holder = token;
        escaped = false;
        tape.read(unpacked, 0, unpacked.length);
    }

    /// Where in the record the byte at an offset of this layer stands.
    int origin(int offset) {
        Layer within = outer;
        if (within == null) {
            return offset;
        }
        int from = within.tape.from(holder) + 1;
        int in = escaped ? JsonUnescape.origin(within.tape.bytes(), from, within.tape.to(holder) - 1, offset)
                : from - 1;
        return within.origin(in);
    }

    /// The JSON pointer of a token, through all layers.
    String pointer(int token) {
        List<String> steps = new ArrayList<>();
        addPointer(token, steps);
        return String.join("", steps);
    }

    private void addPointer(int token, List<String> steps) {
        Layer within = outer;
        if (within != null) {
            within.addPointer(holder, steps);
        }
        int at = 0;
        while (at < token && tape.size() > token) {
            boolean object = tape.first(at) == '{';
            int index = 0;
            int child = at + 1;
            int value = object ? child + 1 : child;
            while (tape.next(value) <= token) {
                child = tape.next(value);
                value = object ? child + 1 : child;
                index++;
            }
            steps.add('/' + (object ? escaped(tape.string(child)) : Integer.toString(index)));
            at = child == token ? token : value; // a name's pointer is that of its value
        }
    }

    /// The pointer of a member that is not there.
    String pointer(int object, String missing) {
        return pointer(object) + '/' + escaped(missing);
    }

    private static String escaped(String name) {
        return name.indexOf('~') < 0 && name.indexOf('/') < 0 ? name : name.replace("~", "~0").replace("/", "~1");
    }

    /// The texts of an object's names.
    List<String> names(int object) {
        List<String> names = new ArrayList<>();
        int end = tape.first(object) == '{' ? tape.next(object) : 0;
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            names.add(tape.string(t));
        }
        return names;
    }
}
