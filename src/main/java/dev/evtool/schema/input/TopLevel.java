package dev.evtool.schema.input;

import dev.evtool.schema.Place;
import org.jspecify.annotations.Nullable;

/// What stands around the records: nothing, or an array with its commas.
final class TopLevel {

    private boolean array;
    private boolean first;
    private boolean passed;
    private long line;

    /// Whether the values at hand are elements.
    boolean isArray() {
        return array;
    }

    /// What is wrong with this byte, the next that is not white space, if it is not a value that is.
    @Nullable
    Flaw flaw(byte b, Place place) {
        if (!array) {
            return null;
        }
        if (passed) {
            boolean another = ValueScan.begins(b);
            passed = !another;
            return another ? Flaw.missing("a comma is missing between two elements", ",", place) : null;
        }
        boolean missing = b == ',' || (b == ']' && !first);
        return missing ? Flaw.missing("an element is missing", "a JSON value", place) : null;
    }

    /// Whether the byte belongs to what is around the values; it is then taken in.
    boolean isPunctuation(byte b, Place place) {
        if (!array && b == '[') {
            array = true;
            first = true;
            passed = false;
            line = place.line();
            return true;
        }
        if (array && b == ']') {
            array = false;
            return true;
        }
        boolean comma = array && b == ',';
        if (comma) {
            first = false;
            passed = false;
        }
        return comma;
    }

    /// A value has been passed, and perhaps the comma behind it.
    void passed(boolean comma) {
        passed = !comma;
        first = false;
    }

    /// Nothing more is said of this array.
    void forget() {
        array = false;
    }

    /// What is wrong with the input ending here.
    @Nullable
    Flaw end(Place place) {
        boolean open = array;
        array = false;
        return open ? Flaw.torn(line, place) : null;
    }
}
