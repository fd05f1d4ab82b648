package dev.evtool.report;

import dev.evtool.event.Payload;
import dev.evtool.terminal.Theme;
import java.util.Arrays;

/// The start of a payload on one line.
final class Excerpt {

    /// How many bytes can at most be looked at for one cell: indented JSON is mostly blanks.
    private static final int BYTES_PER_CELL = 16;

    private Excerpt() {}

    /// Clean text of so many cells. Line breaks with the indentation after them, as in pretty-printed JSON, are one
    /// blank each: spelled out they would be all that one sees.
    static String of(Payload payload, int cells, Theme theme) {
        byte[] bytes = payload.bytes();
        int end = Math.min(bytes.length, cells * BYTES_PER_CELL);
        byte[] line = new byte[end];
        int length = 0;
        boolean broken = false;
        for (int i = 0; i < end; i++) {
            byte b = bytes[i];
            boolean breaks = b == '\n' || b == '\r';
            boolean indents = broken && (b == ' ' || b == '\t');
            if (!breaks && !indents) {
                if (broken && length > 0) {
                    line[length++] = ' ';
                }
                line[length++] = b;
            }
            broken = breaks || indents;
        }
        String text = theme.safe(Arrays.copyOf(line, length), cells);
        return end < bytes.length && !text.endsWith(theme.ellipsis()) ? text + theme.ellipsis() : text;
    }
}
