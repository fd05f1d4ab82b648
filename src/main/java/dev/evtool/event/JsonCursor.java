package dev.evtool.event;

/// Goes through the members of JSON objects in one pass over their bytes, for codecs that want a few members of many
/// objects: all of the text is checked to be JSON in UTF-8, and only what is asked for is built. Texts that repeat -
/// names, and those asked for by [#word] - are decoded once and then shared.
///
/// After [#reset] and [#enter], each [#next] leads to a member, whose value must then be taken or stepped over by exactly
/// one of [#word], [#text], [#integer], [#skip] or a further [#enter], which leads to the inner object's members until
/// [#next] says that it is over.
///
/// Not for several threads.
public final class JsonCursor {

    private static final int LONGEST_INTEGER = 20;

    private final JsonScanner scanner = new JsonScanner();
    private final WordCache words = new WordCache();
    private byte[] text = new byte[0];
    private int at;
    private boolean first;
    private String name = "";

    /// Begins with the text from `from` to before `to`. Offsets in exceptions count from there.
    public void reset(byte[] bytes, int from, int to) {
        scanner.reset(bytes, from, to);
        text = bytes;
        at = scanner.blank(from);
    }

    /// Where the cursor is: after the last [#next] of an object, behind its closing brace.
    public int position() {
        return at;
    }

    /// Makes sure that the text is over behind the outermost object.
    public void end() throws JsonFormatException {
        at = scanner.blank(at);
        if (!scanner.atEnd(at)) {
            throw scanner.fail("something follows the JSON object", null, at);
        }
    }

    /// Whether the value at hand is an object, or a string.
    public boolean isObject() throws JsonFormatException {
        return scanner.at(at) == '{';
    }

    public boolean isString() throws JsonFormatException {
        return scanner.at(at) == '"';
    }

    /// Into the object at hand.
    public void enter() throws JsonFormatException {
        if (scanner.at(at) != '{') {
            throw scanner.fail("no JSON object", null, at);
        }
        at = scanner.blank(at + 1);
        first = true;
    }

    /// To the next member; `false` if the object is over.
    public boolean next() throws JsonFormatException {
        if (!first) {
            at = scanner.blank(at);
        }
        if (scanner.at(at) == '}') {
            at++;
            first = false;
            return false;
        }
        if (!first) {
            at = scanner.blank(scanner.expect(',', at));
        }
        first = false;
        int end = scanner.name(at);
        name = words.get(text, at + 1, end - 1);
        at = scanner.colon(end);
        return true;
    }

    /// The name of the member that [#next] led to.
    public String name() {
        return name;
    }

    /// Over the value at hand.
    public void skip() throws JsonFormatException {
        at = scanner.value(at);
    }

    /// The string at hand, which is likely to come again; empty for `null`.
    public String word() throws JsonFormatException {
        int from = string();
        return from < 0 ? "" : words.get(text, from, at - 1);
    }

    /// The string at hand; empty for `null`.
    public String text() throws JsonFormatException {
        int from = string();
        return from < 0 ? "" : JsonString.decode(text, from, at - 1);
    }

    private int string() throws JsonFormatException {
        int from = at;
        if (scanner.at(from) == 'n') {
            skip();
            return -1;
        }
        if (scanner.at(from) != '"') {
            throw scanner.fail("a string expected in " + name, null, from);
        }
        at = scanner.string(from);
        return from + 1;
    }

    /// The integer at hand, to its last digit; 0 for `null`.
    public long integer() throws JsonFormatException {
        int from = at;
        skip();
        if (text[from] == 'n') {
            return 0;
        }
        int digits = text[from] == '-' ? from + 1 : from;
        if (at - digits >= LONGEST_INTEGER || !isDigits(digits)) {
            throw scanner.fail("an integer of 64 bits expected in " + name, null, from);
        }
        long negative = 0;
        for (int p = digits; p < at; p++) {
            int digit = text[p] - '0';
            // downwards, where there is one number more
            if (negative < Long.MIN_VALUE / 10 || negative * 10 < Long.MIN_VALUE + digit) {
                throw scanner.fail("an integer of 64 bits expected in " + name, null, from);
            }
            negative = negative * 10 - digit;
        }
        if (digits == from && negative == Long.MIN_VALUE) {
            throw scanner.fail("an integer of 64 bits expected in " + name, null, from);
        }
        return digits == from ? -negative : negative;
    }

    private boolean isDigits(int from) {
        for (int p = from; p < at; p++) {
            if (text[p] < '0' || text[p] > '9') {
                return false;
            }
        }
        return from < at;
    }
}
