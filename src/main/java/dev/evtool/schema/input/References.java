package dev.evtool.schema.input;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.ByteSearch;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts a document with references together, as Nova does with its samples: `{"$ref": "FILE"}` stands for what is in the file,
/// and the other members of such an object override that - objects member by member at every depth, all else as a whole.
///
/// A value is thus a list of layers, the strongest first: the object with the reference, what that leads to, what
/// that leads to in turn. Of the layers below one that is no object nothing is seen.
final class References {

    private static final byte[] REFERENCE = "\"$ref\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 10_000;
    private static final int DEEPEST = 500;

    private final ReferencedFiles files;
    private final int longest;
    private final ResolvedText text = new ResolvedText();
    private final List<Violation> violations = new ArrayList<>();
    private final StringBuilder pointer = new StringBuilder();
    private int followed;
    private boolean stopped;

    private References(ReferencedFiles files, int longest) {
        this.files = files;
        this.longest = longest;
    }

    /// Whether the text may hold a reference.
    static boolean isIn(byte[] bytes, int from, int to) {
        int p = from;
        while (true) {
            p = ByteSearch.first(bytes, p, to, '$');
            if (p == to) {
                return false;
            }
            if (p > from && p - 1 + REFERENCE.length <= to
                    && Arrays.equals(bytes, p - 1, p - 1 + REFERENCE.length, REFERENCE, 0, REFERENCE.length)) {
                return true;
            }
            p++;
        }
    }

    /// Has a document checked that holds references; one that is no JSON, as it is.
    ///
    /// @param longest in bytes that it may be, put together
    static Judgement judge(RecordCheck check, Input.File file, byte[] bytes, int from, int to, Places places,
            int longest) {
        try {
            JsonTape tape = new JsonTape();
            tape.read(bytes, from, to);
            ReferencedFiles files = new ReferencedFiles(file.folder(), longest);
            Path path = file.path().toRealPath();
            Path parent = file.path().toAbsolutePath().getParent();
            Path folder = parent == null ? path : parent.toRealPath();
            Document document = new Document(path, file.name(), folder, tape, places, null);
            return new References(files, longest).judge(check, new Node(document, 0));
        } catch (JsonFormatException e) {
            return check.check(bytes, from, to, places);
        } catch (IOException e) {
            return invalid(List.of(new Violation(Violation.Level.ERROR, Rule.REFERENCE, "", places.of(from),
                    "the folder of its references cannot be read: " + e.getMessage(), "", "", null)));
        }
    }

    private Judgement judge(RecordCheck check, Node root) {
        value(seen(List.of(root)), 0);
        return violations.isEmpty() ? check.check(text.bytes(), 0, text.length(), text) : invalid(violations);
    }

    private static Judgement invalid(List<Violation> violations) {
        return new Judgement(Flaw.KIND, null, null, Verdict.INVALID, List.copyOf(violations), List.of());
    }

    private void value(List<Node> layers, int depth) {
        Node top = layers.getFirst();
        if (text.length() > longest || depth > DEEPEST) {
            stop(top, text.length() > longest ? "put together, the document is longer than any record"
                    : "put together, the document is nested deeper than " + DEEPEST + " levels");
        }
        if (stopped) {
            return;
        }
        if (top.isObject()) {
            object(layers, depth);
        } else if (top.first() == '[') {
            array(top, depth);
        } else {
            text.put(top);
        }
    }

    private void array(Node array, int depth) {
        text.from(array);
        text.put('[');
        int index = 0;
        for (Node element : array.elements()) {
            if (index > 0) {
                text.put(',');
            }
            below(String.valueOf(index++), List.of(element), depth);
        }
        text.put(']');
    }

    private void object(List<Node> layers, int depth) {
        text.from(layers.getFirst());
        text.put('{');
        boolean first = true;
        for (LayeredMember member : LayeredMember.of(layers)) {
            if (!first) {
                text.put(',');
            }
            first = false;
            text.put(member.name());
            text.put(':');
            below(member.key(), member.values(), depth);
        }
        text.put('}');
    }

    private void below(String step, List<Node> values, int depth) {
        int length = pointer.length();
        pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        value(seen(values), depth + 1);
        pointer.setLength(length);
    }

    /// The layers of a value that are seen, their references followed.
    private List<Node> seen(List<Node> values) {
        List<Node> seen = new ArrayList<>();
        for (Node value : values) {
            if (!expand(value, seen)) {
                break;
            }
        }
        return seen;
    }

    /// Adds a layer and those that its reference leads to; `false` if nothing is seen below them.
    private boolean expand(Node value, List<Node> seen) {
        if (!value.isObject()) {
            if (seen.isEmpty()) {
                seen.add(value);
            }
            return false;
        }
        Node.Member reference = value.reference();
        Node target = reference == null ? null : follow(reference);
        if (target == null || value.members().size() > 1) {
            seen.add(value);
        }
        return target == null || expand(target, seen);
    }

    private @Nullable Node follow(Node.Member reference) {
        Node value = reference.value();
        Document document = value.document();
        try {
            if (++followed > MOST) {
                stop(value, "more than " + MOST + " references");
                return null;
            }
            return new Node(files.follow(document, document.tape().string(value.token())), 0);
        } catch (ReferenceException e) {
            fail(value, "/$ref", e.getMessage());
            return null;
        }
    }

    private void stop(Node at, String message) {
        if (!stopped) {
            fail(at, "", message);
        }
        stopped = true;
    }

    private void fail(Node at, String below, @Nullable String message) {
        JsonTape tape = at.document().tape();
        boolean spelt = at.first() == '"';
        violations.add(new Violation(Violation.Level.ERROR, Rule.REFERENCE, pointer + below,
                at.document().place(tape.from(at.token())), String.valueOf(message),
                spelt ? tape.string(at.token()) : "", "a file in the folder given", null));
    }
}
