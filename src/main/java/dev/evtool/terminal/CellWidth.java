package dev.evtool.terminal;

import org.jline.utils.WCWidth;

/// How many cells of a terminal a text takes, and padding and cutting by that. For clean text (see [SafeText]).
///
/// Characters count as `wcwidth` has it, but an emoji sequence (joined, with a skin tone, a flag, with an emoji selector)
/// is one picture of two cells, as current terminals draw it. Not whole grapheme clusters: what Unicode calls one cluster
/// in Indic scripts and old Korean has no bound, and terminals draw it cell after cell.
public final class CellWidth {

    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int EMOJI_SELECTOR = 0xfe0f;

    private CellWidth() {}

    public static int of(String text) {
        int i = narrowPrefix(text);
        int cells = i;
        while (i < text.length()) {
            int end = pictureEnd(text, i);
            cells += cells(text, i, end);
            i = end;
        }
        return cells;
    }

    /// Fills up with blanks on the right; longer text stays as it is.
    public static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }

    /// Fills up with blanks on the left; longer text stays as it is.
    public static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - of(text))) + text;
    }

    /// Cuts to so many cells, the last of which is then `…`.
    public static String cut(String text, int cells) {
        return cut(text, cells, "…");
    }

    /// Cuts to so many cells, the ellipsis among them (and itself cut where there is not even room for that). A picture
    /// of two cells is never halved, so the result can be a cell short.
    public static String cut(String text, int cells, String ellipsis) {
        if (of(text) <= cells) {
            return text;
        }
        int room = cells - of(ellipsis);
        if (room < 0) {
            return ellipsis.substring(0, Math.clamp(cells, 0, ellipsis.length()));
        }
        int end = 0;
        for (int used = 0; end < text.length();) {
            int next = pictureEnd(text, end);
            used += cells(text, end, next);
            if (used > room) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + ellipsis;
    }

    /// The characters at the start that are one cell each: Latin letters, but for the last, which a mark may follow.
    private static int narrowPrefix(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x300) {
                return Math.max(0, i - 1);
            }
        }
        return text.length();
    }

    /// Where the character at `from` ends, with all that is drawn onto it.
    private static int pictureEnd(String text, int from) {
        int base = text.codePointAt(from);
        boolean picture = Character.isExtendedPictographic(base);
        int end = from + Character.charCount(base);
        int before = base;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            boolean joined = before == ZERO_WIDTH_JOINER && Character.isExtendedPictographic(c);
            boolean shaped = picture && (joined || Character.isEmojiModifier(c));
            boolean flag = end == from + 2 && WCWidth.isRegionalIndicator(base) && WCWidth.isRegionalIndicator(c);
            if (WCWidth.wcwidth(c) != 0 && !shaped && !flag) {
                break;
            }
            before = c;
            end += Character.charCount(c);
        }
        return end;
    }

    private static int cells(String text, int from, int end) {
        int base = text.codePointAt(from);
        int next = from + Character.charCount(base);
        boolean asEmoji = next < end && (text.charAt(next) == EMOJI_SELECTOR || WCWidth.isRegionalIndicator(base));
        return asEmoji ? 2 : Math.max(0, WCWidth.wcwidth(base));
    }
}
