package dev.evtool.report;

import dev.evtool.terminal.SafeText;

/// Text from outside for XML 1.0. What no XML may hold in any spelling, such as most control characters and halves of
/// surrogate pairs, and what could fool the eye in a browser, is spelled out as for a terminal.
final class XmlText {

    private XmlText() {}

    /// For content and for attributes in double quotes.
    ///
    /// @param cells the bound
    static String of(String text, int cells) {
        return escaped(SafeText.of(text, cells));
    }

    /// For text that is clean already, its line breaks being ours.
    static String escaped(String clean) {
        StringBuilder xml = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                // also for the sake of "]]>"
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.append(c);
            }
        }
        return xml.toString();
    }
}
