package dev.evtool.schema.custom;

import com.networknt.schema.path.NodePath;
import dev.evtool.event.JsonTape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON pointers (RFC 6901) as texts, and the ways along them.
final class Pointer {

    private Pointer() {}

    /// The pointer one step further.
    static String child(String pointer, String step) {
        return pointer + '/' + step.replace("~", "~0").replace("/", "~1");
    }

    /// The last step.
    static String last(String pointer) {
        String[] steps = steps(pointer);
        return steps[steps.length - 1];
    }

    /// The first `steps` steps of a path of the library's.
    static String of(NodePath path, int steps) {
        String pointer = "";
        for (int i = 0; i < Math.min(steps, path.getNameCount()); i++) {
            pointer = child(pointer, path.getElement(i).toString());
        }
        return pointer;
    }

    static String of(NodePath path) {
        return of(path, path.getNameCount());
    }

    private static String[] steps(String pointer) {
        String[] steps = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps[i].replace("~1", "/").replace("~0", "~");
        }
        return steps;
    }

    /// The value that the pointer leads to from a token, or the last one on the way that is there: of members that stand
    /// twice the later one, which is the one that trees keep.
    static int follow(JsonTape tape, int from, String pointer) {
        int token = from;
        for (String step : steps(pointer)) {
            int next = tape.first(token) == '{' ? member(tape, token, step) + 1 : element(tape, token, step);
            if (next <= 0) {
                return token;
            }
            token = next;
        }
        return token;
    }

    /// The name token of a member of the object; -1 if there is none.
    static int member(JsonTape tape, int object, String name) {
        int found = -1;
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            if (tape.string(t).equals(name)) {
                found = t;
            }
        }
        return found;
    }

    private static int element(JsonTape tape, int array, String step) {
        if (tape.first(array) != '[' || !step.matches("\\d{1,9}")) {
            return -1;
        }
        int wanted = Integer.parseInt(step);
        int end = tape.next(array);
        int token = array + 1;
        for (int i = 0; i < wanted && token < end; i++) {
            token = tape.next(token);
        }
        return token < end ? token : -1;
    }

    /// The node that the pointer leads to; null if there is none.
    static @Nullable JsonNode follow(JsonNode from, String pointer) {
        JsonNode node = from;
        for (String step : steps(pointer)) {
            node = node.isArray() && step.matches("\\d{1,9}") ? node.get(Integer.parseInt(step)) : node.get(step);
            if (node == null) {
                return null;
            }
        }
        return node;
    }
}
