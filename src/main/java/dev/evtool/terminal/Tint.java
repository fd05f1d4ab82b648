package dev.evtool.terminal;

/// Colours that mean nothing but "the same again": readable on black and on white, and none of those that a [Style] has.
final class Tint {

    /// Cyan, magenta and bright blue, plain and bold.
    private static final int[] BASIC_COLORS = {36, 35, 94};

    /// Of the 256, those that stand out from black and white alike.
    static final int[] INDEXED_COLORS = {26, 31, 32, 61, 63, 67, 93, 97, 99, 104, 126, 130, 132, 133, 135, 136, 137,
            164,
            166, 168, 169, 170};

    private static final String[] BASIC = basic();
    private static final String[] INDEXED = indexed();

    private Tint() {}

    /// The escape sequence that turns a text's colour on.
    static String start(ColorDepth depth, String text) {
        String[] palette = depth == ColorDepth.BASIC ? BASIC : INDEXED;
        int hash = text.hashCode() * 0x9e3779b9;
        return palette[Math.floorMod(hash ^ hash >>> 16, palette.length)];
    }

    private static String[] basic() {
        String[] starts = new String[BASIC_COLORS.length * 2];
        for (int i = 0; i < BASIC_COLORS.length; i++) {
            starts[2 * i] = "\u001b[" + BASIC_COLORS[i] + "m";
            starts[2 * i + 1] = "\u001b[1;" + BASIC_COLORS[i] + "m";
        }
        return starts;
    }

    private static String[] indexed() {
        String[] starts = new String[INDEXED_COLORS.length];
        for (int i = 0; i < INDEXED_COLORS.length; i++) {
            starts[i] = "\u001b[38;5;" + INDEXED_COLORS[i] + "m";
        }
        return starts;
    }
}
