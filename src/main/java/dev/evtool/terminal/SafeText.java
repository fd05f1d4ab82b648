package dev.evtool.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text from outside, made fit for a terminal: whatever could move the cursor, set a title, write the clipboard, hide,
/// reorder or fake a line is spelled out instead of sent. Controls become `\n`, `\x1b`, other characters `\u202e` or
/// `\U000e0041`, bytes that are no UTF-8 `\xff`. A backslash stays as it is: doubling it would spoil every path and
/// pattern, and whoever must tell an escape from its spelling reads the JSON forms.
///
/// Text that has been cleaned is left alone by a second cleaning.
public final class SafeText {

    static final String ELLIPSIS = "…";

    /// More characters than one cell can hold after cleaning, see [Cleaner]; lets a bounded text be cut before it is
    /// looked at.
    private static final int CHARS_PER_CELL = 64;

    private static final int BYTES_PER_CHAR = 4;

    private SafeText() {}

    /// Cleans a text; printable ASCII is returned as the same instance.
    public static String of(String text) {
        return clean(text, false);
    }

    /// Cleans a text for a place of so many cells; what is longer is cut and ends in `…`.
    public static String of(String text, int maxCells) {
        return cut(text, maxCells, false, ELLIPSIS);
    }

    /// Cleans a text that should be UTF-8.
    public static String of(byte[] utf8) {
        return decode(utf8, utf8.length, false);
    }

    /// Cleans bytes for a place of so many cells; what is longer is cut and ends in `…`.
    public static String of(byte[] utf8, int maxCells) {
        return cut(utf8, maxCells, false, ELLIPSIS);
    }

    /// For a terminal that does not read UTF-8: the bytes of other characters could be its control characters, so that
    /// all beyond ASCII is spelled out.
    public static String ascii(String text) {
        return clean(text, true);
    }

    /// JSON of the same value and on one line, in which only characters that are safe on a terminal stand for themselves.
    public static byte[] ofJson(byte[] utf8, boolean asciiOnly) {
        int plain = plainPrefix(utf8, utf8.length);
        if (plain == utf8.length) {
            return utf8;
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        return new Cleaner(asciiOnly, Spelling.JSON).clean(text, plain).getBytes(StandardCharsets.UTF_8);
    }

    /// The text in quotes, spelt as in JSON: what stands between them can be read back.
    static String quoted(String text, boolean asciiOnly) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        int plain = plainPrefix(escaped);
        return '"' + (plain == escaped.length() ? escaped
                : new Cleaner(asciiOnly, Spelling.QUOTED).clean(escaped, plain)) + '"';
    }

    static String clean(String text, boolean asciiOnly) {
        int plain = plainPrefix(text);
        return plain == text.length() ? text : new Cleaner(asciiOnly, Spelling.TEXT).clean(text, plain);
    }

    static String cut(String text, int maxCells, boolean asciiOnly, String ellipsis) {
        long enough = CHARS_PER_CELL * (maxCells + 1L);
        String start = text.length() <= enough ? text : text.substring(0, (int) enough);
        return CellWidth.cut(clean(start, asciiOnly), maxCells, ellipsis);
    }

    static String cut(byte[] utf8, int maxCells, boolean asciiOnly, String ellipsis) {
        long enough = (long) BYTES_PER_CHAR * CHARS_PER_CELL * (maxCells + 1L);
        return CellWidth.cut(decode(utf8, (int) Math.min(utf8.length, enough), asciiOnly), maxCells, ellipsis);
    }

    private static String decode(byte[] utf8, int length, boolean asciiOnly) {
        if (plainPrefix(utf8, length) == length) {
            return new String(utf8, 0, length, StandardCharsets.ISO_8859_1);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(utf8, 0, length);
        CharBuffer chars = CharBuffer.allocate(length);
        StringBuilder out = new StringBuilder(length + 16);
        while (true) {
            CoderResult result = decoder.decode(in, chars, true);
            out.append(clean(chars.flip().toString(), asciiOnly));
            chars.clear();
            if (!result.isMalformed()) {
                return out.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                Spelling.invalid(out, in.get());
            }
        }
    }

    private static int plainPrefix(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int plainPrefix(byte[] bytes, int length) {
        int i = 0;
        while (i < length && isPlain(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isPlain(int c) {
        return c >= 0x20 && c < 0x7f;
    }
}
