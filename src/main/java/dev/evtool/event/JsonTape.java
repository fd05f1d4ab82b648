package dev.evtool.event;

import java.util.Arrays;

/// The tokens of one JSON text, as places in its bytes: for those who have to look at a text in another order than it is
/// written in - a payload's name may stand behind its fields - but want no tree. One pass checks all of the text (RFC 8259
/// in strict UTF-8, at most 500 levels); after it, stepping over any value is one array access.
///
/// Tokens are numbered from 0, the text's value. The members of an object follow it, name and value in turn; the elements of
/// an array follow it; both end where [#next] of the object or array begins. A tape is used again for the next text, so that
/// nothing is allocated for most.
///
/// Not for several threads.
public final class JsonTape {

    /// Jackson's limit too.
    private static final int MAX_DEPTH = 500;
    /// What a tape keeps from text to text; a longer one is given up again.
    private static final int KEPT = 1 << 16;

    private final JsonScanner scanner = new JsonScanner();
    private final int[] open = new int[MAX_DEPTH + 1];
    /// Low half: where the token begins. High half: for names and scalars where they end, for objects and arrays the number
    /// of the first token behind them.
    private long[] tokens = new long[1 << 10];
    private int size;
    private byte[] text = new byte[0];

    /// Reads the JSON text from `from` to before `to`, with nothing but white space around it. The bytes are not copied.
    ///
    /// @throws JsonFormatException if it is none; the tape is then empty
    public void read(byte[] bytes, int from, int to) throws JsonFormatException {
        if (tokens.length > KEPT) {
            tokens = new long[KEPT];
        }
        text = bytes;
        scanner.reset(bytes, from, to);
        size = 0;
        boolean whole = false;
        try {
            int p = scanner.blank(value(scanner.blank(from)));
            if (!scanner.atEnd(p)) {
                throw scanner.fail("something follows the JSON value", "two records on one line", p);
            }
            whole = true;
        } finally {
            size = whole ? size : 0;
        }
    }

    private int value(int from) throws JsonFormatException {
        int depth = 0;
        int p = from;
        while (true) {
            byte first = scanner.at(p);
            if (first == '{' || first == '[') {
                if (++depth > MAX_DEPTH) {
                    throw scanner.fail("JSON nested deeper than " + MAX_DEPTH + " levels", null, p);
                }
                open[depth] = size;
                add(p, 0);
                p = scanner.blank(p + 1);
                if (scanner.at(p) != first + 2) {
                    p = first == '{' ? name(p) : p;
                    continue;
                }
            } else {
                int end = scanner.scalar(p, first);
                add(p, end);
                p = depth == 0 ? end : scanner.blank(end);
            }
            while (depth > 0 && scanner.at(p) == closer(depth)) {
                tokens[open[depth]] |= (long) size << Integer.SIZE;
                p = --depth == 0 ? p + 1 : scanner.blank(p + 1);
            }
            if (depth == 0) {
                return p;
            }
            p = scanner.blank(scanner.expect(',', p));
            p = closer(depth) == '}' ? name(p) : p;
        }
    }

    private int closer(int depth) {
        return text[(int) tokens[open[depth]]] + 2;
    }

    private int name(int p) throws JsonFormatException {
        int end = scanner.name(p);
        add(p, end);
        return scanner.colon(end);
    }

    private void add(int from, int to) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = (long) to << Integer.SIZE | from;
    }

    /// How many tokens there are.
    public int size() {
        return size;
    }

    /// The bytes that were read.
    public byte[] bytes() {
        return text;
    }

    /// Where the token begins, as an index into the bytes.
    public int from(int token) {
        return (int) tokens[token];
    }

    /// Where a name or scalar ends: behind its last byte, for strings their closing quote.
    public int to(int token) {
        return (int) (tokens[token] >>> Integer.SIZE);
    }

    /// The token's first byte, which tells what it is: `{ [ " t f n -` or a digit.
    public byte first(int token) {
        return text[(int) tokens[token]];
    }

    /// The token behind this one and all that it contains.
    public int next(int token) {
        byte first = first(token);
        return first == '{' || first == '[' ? to(token) : token + 1;
    }

    /// A name's or string's text.
    public String string(int token) {
        return JsonString.decode(text, from(token) + 1, to(token) - 1);
    }

    /// Whether a name's or string's bytes between the quotes are these; one that is spelt with escapes never is.
    public boolean is(int token, byte[] ascii) {
        return Arrays.equals(text, from(token) + 1, to(token) - 1, ascii, 0, ascii.length);
    }
}
