package dev.evtool.report;

import dev.evtool.terminal.Theme;

/// Values in a line that has a grammar of its own: bare where they cannot be misread, else in quotes, spelt as in JSON.
final class PlainWord {

    /// What stands for something in a line, or could be taken for the mark of something left out.
    private static final String SPECIAL = " ,=()\"'\\…";

    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        for (char c = ' ' + 1; c < PLAIN.length; c++) {
            PLAIN[c] = SPECIAL.indexOf(c) < 0;
        }
    }

    private PlainWord() {}

    /// Appends a value; one that is too long is cut, with the mark of that outside of its quotes.
    static StringBuilder append(StringBuilder line, String text, Theme theme) {
        if (text.length() > Layout.LONGEST) {
            int end = Character.isHighSurrogate(text.charAt(Layout.LONGEST - 1)) ? Layout.LONGEST - 1 : Layout.LONGEST;
            return line.append(theme.quoted(text.substring(0, end))).append(theme.ellipsis());
        }
        return line.append(isPlain(text, theme) ? text : theme.quoted(text));
    }

    private static boolean isPlain(String text, Theme theme) {
        int length = text.length();
        if (length == 0 || text.charAt(length - 1) == '?') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length) {
                return isPlainBeyondAscii(text, theme);
            }
            if (!PLAIN[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainBeyondAscii(String text, Theme theme) {
        return text.codePoints().noneMatch(c -> c < PLAIN.length ? !PLAIN[c]
                : Character.isSpaceChar(c) || SPECIAL.indexOf(c) >= 0) && theme.safe(text).equals(text);
    }
}
