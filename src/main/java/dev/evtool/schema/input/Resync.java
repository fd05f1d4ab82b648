package dev.evtool.schema.input;

/// Where to go on behind a value that is broken, so that it does not take its neighbours with it.
///
/// - A value that begins a line, as in any pretty-printed text, is over before the next line that begins as its own does:
///   behind as much white space, with a bracket. What a value contains is indented further.
/// - Elsewhere, as in an array on one line, brackets are counted on behind the break, and closed as far as they go
///   together; the element is over at the next comma outside of all of them, or at a comma and a `{` where a name would have
///   to be.
/// - If even that leads nowhere - a quote is missing, all strings are turned inside out - at the next `}` `,` `{`.
final class Resync {

    private Resync() {}

    /// The beginning of the next line like the one that a value begins, as the index of its bracket; -1 where there is none.
    ///
    /// @param indent how much white space there is before it
    static int line(byte[] bytes, int from, int to, long indent) {
        for (int p = from; p < to; p++) {
            if (bytes[p] == '\n') {
                int first = p + 1;
                while (first < to && (bytes[first] == ' ' || bytes[first] == '\t')) {
                    first++;
                }
                if (first < to && first - p - 1 == indent && (bytes[first] == '{' || bytes[first] == '[')) {
                    return first;
                }
            }
        }
        return -1;
    }

    /// The comma or bracket at which an element is over; -1 where it is not.
    ///
    /// @param start where the element begins
    /// @param from where it broke
    /// @param scan how it broke
    static int element(byte[] bytes, int start, int from, int to, ValueScan scan) {
        Brackets open = new Brackets(scan);
        boolean string = scan.isInString();
        for (int p = from; p < to; p++) {
            byte b = bytes[p];
            if (string) {
                // no string goes over a line's end
                p += b == '\\' ? 1 : 0;
                string = b != '"' && b != '\n';
            } else if (b == '"') {
                string = true;
            } else if (b == '{' || b == '[') {
                int comma = b == '{' && open.isInObject() ? commaBefore(bytes, start, p) : -1;
                if (comma >= 0) {
                    return comma;
                }
                open.open(b);
            } else if ((b == ',' && open.isEmpty()) || (b == ']' && !open.contains('['))) {
                return p;
            } else if ((b == ']' || b == '}') && open.contains((char) (b - 2))) {
                open.close((char) (b - 2));
            }
        }
        return -1;
    }

    /// Where the string begins that ends right before p and may be two, with a quote missing between; p if none does.
    static int stringBefore(byte[] bytes, int start, int p) {
        int quote = withoutBlanks(bytes, start, p) - 1;
        if (quote < start || bytes[quote] != '"') {
            return p;
        }
        do {
            quote--;
        } while (quote > start && bytes[quote] != '"');
        return Math.max(start, quote);
    }

    /// The comma of the next `}` `,` `{`; -1 where there is none.
    static int pattern(byte[] bytes, int from, int to) {
        for (int p = from; p < to; p++) {
            if (bytes[p] == '{') {
                int comma = commaBefore(bytes, from, p);
                int before = comma - 1;
                while (before > from && isBlank(bytes[before])) {
                    before--;
                }
                if (comma > from && bytes[before] == '}') {
                    return comma;
                }
            }
        }
        return -1;
    }

    /// The comma that there is before p, but for white space; -1 where there is none.
    private static int commaBefore(byte[] bytes, int start, int p) {
        int before = p - 1;
        while (before > start && isBlank(bytes[before])) {
            before--;
        }
        return before > start && bytes[before] == ',' ? before : -1;
    }

    /// Where the text ends that is before p, white space and one comma off.
    static int trim(byte[] bytes, int from, int p) {
        int end = withoutBlanks(bytes, from, p);
        return end > from + 1 && bytes[end - 1] == ',' ? withoutBlanks(bytes, from, end - 1) : end;
    }

    private static int withoutBlanks(byte[] bytes, int from, int p) {
        int end = p;
        while (end > from + 1 && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
