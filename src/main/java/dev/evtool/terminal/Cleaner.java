package dev.evtool.terminal;

import org.jline.utils.WCWidth;

/// Decides character by character what [SafeText] lets through. Zero-width characters pass only where they belong to
/// what stands before them, and only a few in a row: stacked marks would run over the lines above and below, and a mark
/// at the start of a value would sit on something of ours.
final class Cleaner {

    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int TEXT_STYLE = 0xfe0e;
    private static final int EMOJI_STYLE = 0xfe0f;

    /// Enough for every living script but a few rare Tibetan stacks.
    private static final int MARKS_IN_A_ROW = 4;

    /// A family of four has three.
    private static final int JOINS_IN_A_ROW = 4;

    private final boolean asciiOnly;
    private final Spelling spelling;
    private int marks;
    private int joins;

    /// The character before, or -1 at the start and after something that was spelled out.
    private int before = -1;

    /// The last picture that a joiner may join to the next one, or -1.
    private int picture = -1;

    Cleaner(boolean asciiOnly, Spelling spelling) {
        this.asciiOnly = asciiOnly;
        this.spelling = spelling;
    }

    /// The clean text, of which the first `plain` characters need no look.
    String clean(String text, int plain) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        before = plain == 0 ? -1 : text.charAt(plain - 1);
        for (int i = plain; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (passes(c, i < text.length() ? text.codePointAt(i) : -1)) {
                out.appendCodePoint(c);
                before = c;
            } else {
                spelling.spell(out, c);
                before = -1;
                picture = -1;
            }
        }
        return out.toString();
    }

    private boolean passes(int c, int next) {
        if (c < 0x7f) {
            picture = -1;
            joins = 0;
            marks = 0;
            return c >= 0x20;
        }
        if (asciiOnly) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE,
                    Character.UNASSIGNED ->
                false;
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER && joins(next);
            case Character.COMBINING_SPACING_MARK -> before != -1;
            default -> WCWidth.wcwidth(c) == 0 ? marks(c) : base(c);
        };
    }

    private boolean base(int c) {
        if (Character.isEmojiModifier(c) && picture != -1) {
            return marks++ < MARKS_IN_A_ROW;
        }
        if (before != ZERO_WIDTH_JOINER) {
            joins = 0;
        }
        marks = 0;
        picture = Character.isExtendedPictographic(c) ? c : -1;
        return !isBlankLetter(c);
    }

    private boolean joins(int next) {
        return picture != -1 && next != -1 && Character.isExtendedPictographic(next) && joins++ < JOINS_IN_A_ROW;
    }

    private boolean marks(int c) {
        if (before == -1 || isBlankLetter(c)) {
            return false;
        }
        if (c == TEXT_STYLE || c == EMOJI_STYLE) {
            return Character.isEmoji(before);
        }
        return !isVariationSelector(c) && marks++ < MARKS_IN_A_ROW;
    }

    /// Letters and marks that by their definition show nothing: the places of choice to hide text in.
    private static boolean isBlankLetter(int c) {
        return switch (c) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x3164, 0xffa0 -> true;
            default -> false;
        };
    }

    private static boolean isVariationSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180f);
    }
}
