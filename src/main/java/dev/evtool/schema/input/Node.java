package dev.evtool.schema.input;

import dev.evtool.event.JsonTape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value in a document.
///
/// @param token its number on the document's tape
record Node(Document document, int token) {

    private static final byte[] REFERENCE = "$ref".getBytes(StandardCharsets.US_ASCII);

    /// A member of an object.
    record Member(Document document, int name, Node value) {

        String key() {
            return document.tape().string(name);
        }

        /// Whether it is a reference, which is always a string.
        boolean isReference() {
            return document.tape().is(name, REFERENCE) && value.first() == '"';
        }
    }

    byte first() {
        return document.tape().first(token);
    }

    boolean isObject() {
        return first() == '{';
    }

    /// The members of an object, in order.
    List<Member> members() {
        JsonTape tape = document.tape();
        List<Member> members = new ArrayList<>();
        for (int name = token + 1; name < tape.next(token); name = tape.next(name + 1)) {
            members.add(new Member(document, name, new Node(document, name + 1)));
        }
        return members;
    }

    /// The elements of an array, in order.
    List<Node> elements() {
        JsonTape tape = document.tape();
        List<Node> elements = new ArrayList<>();
        for (int element = token + 1; element < tape.next(token); element = tape.next(element)) {
            elements.add(new Node(document, element));
        }
        return elements;
    }

    /// The object's reference, if it has one.
    @Nullable
    Member reference() {
        for (Member member : isObject() ? members() : List.<Member>of()) {
            if (member.isReference()) {
                return member;
            }
        }
        return null;
    }
}
