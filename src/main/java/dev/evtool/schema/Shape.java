package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.util.List;

/// What a value that is not null looks like. [Object#toString] gives it as catalogs write it.
sealed interface Shape permits Scalar, Shape.Enumeration, Shape.Items, Shape.Entries, Shape.Reference {

    /// Checks the value at the token, which is not null.
    void check(Walk walk, int token);

    /// A string out of a closed list; `name` is what the catalog calls the list.
    record Enumeration(String name, NameTable values) implements Shape {

        @Override
        public void check(Walk walk, int token) {
            JsonTape tape = walk.tape();
            if (tape.first(token) != '"') {
                walk.type(token, "a string");
            } else if (values.find(tape, token) < 0) {
                walk.unknownValue(token, this);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// A JSON array; `word` is `list`, or `set` where the order tells nothing.
    record Items(String word, FieldType item) implements Shape {

        @Override
        public void check(Walk walk, int token) {
            JsonTape tape = walk.tape();
            if (tape.first(token) != '[') {
                walk.type(token, "an array");
                return;
            }
            int end = tape.next(token);
            for (int t = token + 1; t < end; t = tape.next(t)) {
                item.check(walk, t);
            }
        }

        @Override
        public String toString() {
            return word + '<' + item + '>';
        }
    }

    /// A JSON object with any names.
    record Entries(FieldType value) implements Shape {

        @Override
        public void check(Walk walk, int token) {
            JsonTape tape = walk.tape();
            if (tape.first(token) != '{') {
                walk.type(token, "an object");
                return;
            }
            int end = tape.next(token);
            walk.requireUnique(token);
            for (int t = token + 1; t < end; t = tape.next(t + 1)) {
                value.check(walk, t + 1);
            }
        }

        @Override
        public String toString() {
            return "map<" + value + '>';
        }
    }

    /// An object of the catalog.
    record Reference(String name) implements Shape {

        @Override
        public void check(Walk walk, int token) {
            walk.object(token, name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// The names of all scalars.
    static List<String> scalars() {
        return Scalar.WORDS;
    }
}
