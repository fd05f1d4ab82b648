package dev.evtool.report;

/// Bounds of texts from outside in forms that are not for a terminal.
final class Clip {

    /// The most of one text that a report for programs carries: enough for every honest pointer and message.
    static final int LONGEST = 4_000;

    private static final String MARK = "…";

    private Clip() {}

    /// The text, cut to so many characters at most, the mark of that not counted.
    static String text(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean halves = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, halves ? longest - 1 : longest) + MARK;
    }

    /// A bounded text that is well-formed Unicode: halves of surrogate pairs, which have no form in UTF-8, are replaced.
    static String wellFormed(String text) {
        String cut = text(text, LONGEST);
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isSurrogate(cut.charAt(i))) {
                return replaced(cut);
            }
        }
        return cut;
    }

    private static String replaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
