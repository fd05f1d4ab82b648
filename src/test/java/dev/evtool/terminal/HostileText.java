package dev.evtool.terminal;

import java.util.Random;

/// Seeded texts of what attacks a terminal, mixed with ordinary ones.
public final class HostileText {

    private static final String[] PIECES = {"\u001b[2J", "\u001b]0;title\u0007", "\u001b]52;c;ZXZpbA==\u001b\\",
            "\u009b31m", "\u009d52;c;x\u009c", "\u001b[32m", "\u001b[0m", "\r", "\n", "\t", "\b", "\u007f", "\u0000",
            "\u202e", "\u2066", "\u2069", "\u200f", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\ud800",
            "\udc00",
            "\ufe0f", "\u0301", "\u20e3", "\u3164", "\u1100", "\u1161", "\udb40\udc41", "\uffff", "\u00ad", "节", "👩",
            "👍", "🏽",
            "🇩", "e", "abc", " ", "\\", "\"", "ä", "א", "\u0e33", "\u0b95\u0bcd"};

    private HostileText() {}

    public static String next(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n >= 0; n--) {
            text.append(random.nextInt(4) == 0
                    ? Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1))
                    : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// A JSON text with a hostile string in it, in which only what JSON demands is escaped.
    public static String json(Random random) {
        StringBuilder json = new StringBuilder("{\"name\" :\t\"");
        String value = next(random);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean alone = Character.isSurrogate(c) && !(Character.isHighSurrogate(c) && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1)));
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append(String.format("\\u%04x", (int) c));
            } else if (alone) {
                json.append('?');
            } else {
                json.append(c);
                if (Character.isHighSurrogate(c)) {
                    json.append(value.charAt(++i));
                }
            }
        }
        return json.append("\"}").toString();
    }
}
