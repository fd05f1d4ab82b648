package dev.evtool.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Walks over JSON text (RFC 8259) byte by byte: checks all of it, UTF-8 included, and builds nothing. This is what lets
/// a record's `data` be stepped over quickly and still be trusted to be JSON: measured, half the time that a token parser
/// takes to skip the same, which looks at names and numbers that nobody asked for.
///
/// Positions are indexes into the array. Not for several threads.
final class JsonScanner {

    /// Jackson's limit too, so that what passes here can be read there.
    private static final int MAX_DEPTH = 500;
    private static final int LONGEST_WORD = 10;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = ONES << 7;

    private final byte[] closers = new byte[MAX_DEPTH + 1];
    private byte[] text = new byte[0];
    private int start;
    private int end;

    /// Whether the whole array is one JSON text.
    boolean isJson(byte[] candidate) {
        try {
            reset(candidate, 0, candidate.length);
            return blank(value(blank(0))) == candidate.length;
        } catch (JsonFormatException isNot) {
            return false;
        }
    }

    void reset(byte[] bytes, int from, int to) {
        text = bytes;
        start = from;
        end = to;
    }

    /// The byte at p, which must be within the text.
    byte at(int p) throws JsonFormatException {
        if (p >= end) {
            throw fail("the text ends in the middle of a JSON value", "torn while it was written", end);
        }
        return text[p];
    }

    boolean atEnd(int p) {
        return p >= end;
    }

    /// Over white space.
    int blank(int from) {
        byte[] bytes = text;
        int p = from;
        while (p < end && bytes[p] <= ' '
                && (bytes[p] == ' ' || bytes[p] == '\n' || bytes[p] == '\r' || bytes[p] == '\t')) {
            p++;
        }
        return p;
    }

    int expect(char wanted, int p) throws JsonFormatException {
        if (at(p) != wanted) {
            throw fail("'" + wanted + "' expected", null, p);
        }
        return p + 1;
    }

    /// Over one value of any kind.
    int value(int from) throws JsonFormatException {
        int depth = 0;
        int p = from;
        while (true) {
            byte first = at(p);
            if (first == '{' || first == '[') {
                if (++depth > MAX_DEPTH) {
                    throw fail("JSON nested deeper than " + MAX_DEPTH + " levels", null, p);
                }
                byte closer = (byte) (first + 2);
                closers[depth] = closer;
                p = blank(p + 1);
                if (at(p) != closer) {
                    p = closer == '}' ? colon(name(p)) : p;
                    continue;
                }
            } else {
                p = scalar(p, first);
                p = depth == 0 ? p : blank(p);
            }
            while (depth > 0 && at(p) == closers[depth]) {
                p = --depth == 0 ? p + 1 : blank(p + 1);
            }
            if (depth == 0) {
                return p;
            }
            p = blank(expect(',', p));
            p = closers[depth] == '}' ? colon(name(p)) : p;
        }
    }

    /// Over a member's name, quotes included.
    int name(int p) throws JsonFormatException {
        if (at(p) != '"') {
            throw fail("a name in double quotes expected", null, p);
        }
        return string(p);
    }

    /// From behind a member's name over the colon, to where its value begins.
    int colon(int p) throws JsonFormatException {
        return blank(expect(':', blank(p)));
    }

    /// Over a string, a number or a literal.
    int scalar(int p, byte first) throws JsonFormatException {
        return switch (first) {
            case '"' -> string(p);
            case 't' -> literal("true", p);
            case 'f' -> literal("false", p);
            case 'n' -> literal("null", p);
            default -> number(p, first);
        };
    }

    /// Over a string, its quotes included.
    int string(int from) throws JsonFormatException {
        int p = from + 1;
        while (true) {
            p = plain(p);
            byte b = at(p);
            if (b == '"') {
                return p + 1;
            }
            if (b == '\\') {
                p = escape(p);
            } else if (b < 0) {
                p = wide(p);
            } else {
                throw fail("a control character that is not escaped in a string", null, p);
            }
        }
    }

    /// Over bytes that stand for themselves within a string - ASCII but controls, quote and backslash - eight at a
    /// time.
    private int plain(int from) {
        byte[] bytes = text;
        int last = end - Long.BYTES;
        int p = from;
        for (; p <= last; p += Long.BYTES) {
            long word = (long) LONGS.get(bytes, p);
            long quote = word ^ '"' * ONES;
            long backslash = word ^ '\\' * ONES;
            // in each term a byte's top bit is set if it is what the term looks for; a borrow can only set further ones
            // above the lowest, which alone counts
            long special = ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (word - ' ' * ONES & ~word)
                    | word)
                    & TOPS;
            if (special != 0) {
                return p + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
        }
        while (p < end && bytes[p] >= ' ' && bytes[p] != '"' && bytes[p] != '\\') {
            p++;
        }
        return p;
    }

    private int escape(int p) throws JsonFormatException {
        byte kind = at(p + 1);
        if (kind != 'u') {
            if ("\"\\/bfnrt".indexOf(kind) < 0) {
                throw fail("an escape that JSON does not have", null, p);
            }
            return p + 2;
        }
        for (int i = 2; i < 6; i++) {
            if (Character.digit(at(p + i), 16) < 0) {
                throw fail("\\u without four hexadecimal digits", null, p);
            }
        }
        return p + 6;
    }

    private int wide(int p) throws JsonFormatException {
        int length = Utf8.sequence(text, p, end);
        if (length == 0) {
            throw fail("bytes that are not UTF-8", "written in another charset, or not text at all", p);
        }
        return p + length;
    }

    private int literal(String word, int p) throws JsonFormatException {
        for (int i = 0; i < word.length(); i++) {
            if (at(p + i) != word.charAt(i)) {
                throw fail("no JSON value", null, p);
            }
        }
        return p + word.length();
    }

    private int number(int from, byte first) throws JsonFormatException {
        int p = first == '-' ? from + 1 : from;
        if (p < end && text[p] == '0') {
            p++;
        } else {
            p = digits(p, from);
        }
        if (p < end && text[p] == '.') {
            p = digits(p + 1, from);
        }
        if (p < end && (text[p] | 0x20) == 'e') {
            p++;
            p = digits(p < end && (text[p] == '+' || text[p] == '-') ? p + 1 : p, from);
        }
        return p;
    }

    private int digits(int from, int value) throws JsonFormatException {
        int p = from;
        while (p < end && text[p] >= '0' && text[p] <= '9') {
            p++;
        }
        if (p == from) {
            throw fail("no JSON value", likely(value), value);
        }
        return p;
    }

    /// What somebody may have meant who wrote what is no value.
    private @Nullable String likely(int p) {
        String start = new String(text, p, Math.min(end - p, LONGEST_WORD), StandardCharsets.ISO_8859_1);
        if (start.startsWith("NaN") || start.startsWith("Infinity") || start.startsWith("-Infinity")) {
            return "NaN and Infinity are no JSON, though Python's json writes them";
        }
        if (start.startsWith("True") || start.startsWith("False") || start.startsWith("None")
                || start.startsWith("'")) {
            return "printed by Python, not written as JSON";
        }
        return start.startsWith("]") || start.startsWith("}") ? "a comma too many"
                : start.startsWith("/") ? "a comment, which JSON does not have" : null;
    }

    JsonFormatException fail(String what, @Nullable String likely, int p) {
        return new JsonFormatException(what, likely, p - start);
    }
}
