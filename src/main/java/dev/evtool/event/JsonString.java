package dev.evtool.event;

import java.nio.charset.StandardCharsets;

/// Strings in JSON, to and from UTF-8.
final class JsonString {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonString() {}

    /// Puts the text in quotes. Escaped are, besides what JSON asks for, everything a terminal could obey (C1 controls,
    /// characters that turn the writing direction), line separators, and halves of surrogate pairs, which UTF-8 cannot
    /// hold but JSON can.
    static void put(String text, LineBuffer out) {
        out.put('"');
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
                out.put(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)), out);
            } else if (c < 0xa0 || Character.isSurrogate(c) || turnsOrBreaks(c)) {
                escape(c, out);
            } else {
                utf8(c, out);
            }
        }
        out.put('"');
    }

    private static boolean turnsOrBreaks(char c) {
        return c == '\u061c' || c == '\u200e' || c == '\u200f' || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069') || c == '\ufeff';
    }

    private static void escape(char c, LineBuffer out) {
        out.put('\\');
        int letter = "\"\\\b\f\n\r\t".indexOf(c);
        if (letter >= 0) {
            out.put("\"\\bfnrt".charAt(letter));
            return;
        }
        out.put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX[c >> shift & 0xf]);
        }
    }

    private static void utf8(int c, LineBuffer out) {
        if (c < 0x800) {
            out.put(0xc0 | c >> 6);
        } else {
            if (c < 0x10000) {
                out.put(0xe0 | c >> 12);
            } else {
                out.put(0xf0 | c >> 18);
                out.put(0x80 | (c >> 12 & 0x3f));
            }
            out.put(0x80 | (c >> 6 & 0x3f));
        }
        out.put(0x80 | (c & 0x3f));
    }

    /// The text of a string whose bytes, without the quotes, a [JsonScanner] has found valid.
    static String decode(byte[] b, int from, int to) {
        for (int p = from; p < to; p++) {
            if (b[p] == '\\') {
                return unescape(new String(b, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            if (kind == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                int control = "bfnrt".indexOf(kind);
                text.append(control < 0 ? kind : "\b\f\n\r\t".charAt(control));
            }
        }
        return text.toString();
    }
}
