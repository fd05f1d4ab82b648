package dev.evtool.schema.input;

import dev.evtool.schema.ByteSearch;
import java.util.Arrays;

/// Follows one JSON value to its end, over bytes that come in parts: brackets, names, commas and strings, but not what numbers
/// and literals are spelt like, nor UTF-8. What it calls broken is no JSON; what it does not may still be none.
final class ValueScan {

    /// Whether a value may begin with this byte; a misspelt literal is one, too.
    static boolean begins(byte b) {
        return b == '{' || b == '[' || b == '"' || isWord(b);
    }

    /// Where the scan is.
    enum State {
        /// Within the value: more bytes are needed.
        WITHIN,
        /// Behind its last byte.
        ENDED,
        /// At a byte that cannot be there.
        BROKEN
    }

    /// What may come next.
    private enum Next {
        VALUE, VALUE_OR_END, NAME, NAME_OR_END, COLON, COMMA_OR_END, STRING, ESCAPED, WORD
    }

    /// Deeper ones are broken: so deep is only what is made to harm.
    private static final int DEEPEST = 1 << 20;

    private byte[] open = new byte[64];
    private int depth;
    private boolean isName;
    private Next next = Next.VALUE;
    private State state = State.WITHIN;

    /// Begins with another value.
    void reset() {
        depth = 0;
        next = Next.VALUE;
        state = State.WITHIN;
    }

    State state() {
        return state;
    }

    /// How many brackets are open.
    int depth() {
        return depth;
    }

    /// The bracket that was opened at that depth, from 0.
    byte opened(int level) {
        return open[level];
    }

    /// Whether the value would be whole if nothing followed, as only a number or a literal can be.
    boolean mayEnd() {
        return next == Next.WORD && depth == 0;
    }

    /// Whether the scan is inside a string.
    boolean isInString() {
        return next == Next.STRING || next == Next.ESCAPED;
    }

    /// Goes on with these bytes, while [#state] is `WITHIN`.
    ///
    /// @return where it stopped: `to`, unless the value ended or broke before
    int scan(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to) {
            p = next == Next.STRING ? string(bytes, p, to) : token(bytes[p], p);
            if (state != State.WITHIN) {
                return p;
            }
        }
        return p;
    }

    private int token(byte b, int p) {
        if (next == Next.ESCAPED) {
            next = Next.STRING;
            return p + 1;
        }
        if (next == Next.WORD) {
            if (isWord(b)) {
                return p + 1;
            }
            valueEnded();
            return p;
        }
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            return p + 1;
        }
        return switch (next) {
            case VALUE -> value(b, p);
            case VALUE_OR_END -> b == ']' ? close(b, p) : value(b, p);
            case NAME -> name(b, p);
            case NAME_OR_END -> b == '}' ? close(b, p) : name(b, p);
            case COLON -> b == ':' ? then(Next.VALUE, p) : broken(p);
            case COMMA_OR_END -> b == ',' ? then(open[depth - 1] == '{' ? Next.NAME : Next.VALUE, p) : close(b, p);
            case STRING, ESCAPED, WORD -> throw new IllegalStateException(next.name());
        };
    }

    private int value(byte b, int p) {
        if (b == '{' || b == '[') {
            if (depth == DEEPEST) {
                return broken(p);
            }
            if (depth == open.length) {
                open = Arrays.copyOf(open, 2 * depth);
            }
            open[depth++] = b;
            return then(b == '{' ? Next.NAME_OR_END : Next.VALUE_OR_END, p);
        }
        if (b == '"') {
            isName = false;
            return then(Next.STRING, p);
        }
        return isWord(b) ? then(Next.WORD, p) : broken(p);
    }

    private int name(byte b, int p) {
        isName = true;
        return b == '"' ? then(Next.STRING, p) : broken(p);
    }

    private int close(byte b, int p) {
        if (depth == 0 || b != open[depth - 1] + 2) {
            return broken(p);
        }
        depth--;
        valueEnded();
        return p + 1;
    }

    private void valueEnded() {
        next = Next.COMMA_OR_END;
        state = depth == 0 ? State.ENDED : State.WITHIN;
    }

    private int then(Next following, int p) {
        next = following;
        return p + 1;
    }

    private int broken(int p) {
        state = State.BROKEN;
        return p;
    }

    private int string(byte[] bytes, int from, int to) {
        int p = ByteSearch.special(bytes, from, to);
        if (p == to) {
            return p;
        }
        if (bytes[p] == '\\') {
            return then(Next.ESCAPED, p);
        }
        if (bytes[p] != '"') {
            return broken(p);
        }
        if (isName) {
            next = Next.COLON;
        } else {
            valueEnded();
        }
        return p + 1;
    }

    /// Letters, digits and what else numbers have, so that a misspelt literal is still one word.
    private static boolean isWord(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '-' || b == '+'
                || b == '.' || b == '_';
    }
}
