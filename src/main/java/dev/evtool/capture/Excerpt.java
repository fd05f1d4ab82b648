package dev.evtool.capture;

import java.nio.charset.StandardCharsets;

/// The beginning of a line that could not be read, for a message: one line, and nothing in it that a terminal obeys.
final class Excerpt {

    private static final int BYTES = 60;

    private Excerpt() {}

    static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + BYTES);
        StringBuilder shown = new StringBuilder();
        new String(bytes, from, end - from, StandardCharsets.UTF_8).codePoints()
                .forEach(c -> shown.appendCodePoint(isHarmless(c) ? c : '.'));
        return end < to ? shown.append("...").toString() : shown.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> c != '\ufffd';
        };
    }
}
