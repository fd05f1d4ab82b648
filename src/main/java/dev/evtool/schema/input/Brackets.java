package dev.evtool.schema.input;

import java.util.Arrays;

/// The brackets that are open in text that closes them wrongly.
final class Brackets {

    private byte[] open;
    private int depth;
    private int objects;

    /// Begins with those that a scan left open.
    Brackets(ValueScan scan) {
        open = new byte[scan.depth() + 16];
        for (int i = 0; i < scan.depth(); i++) {
            open(scan.opened(i));
        }
    }

    boolean isEmpty() {
        return depth == 0;
    }

    boolean isInObject() {
        return depth > 0 && open[depth - 1] == '{';
    }

    /// Whether any of them is this one.
    boolean contains(char opener) {
        return opener == '{' ? objects > 0 : objects < depth;
    }

    void open(byte opener) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = opener;
        objects += opener == '{' ? 1 : 0;
    }

    /// Closes the last one of this kind, which there must be, and all in it.
    void close(char opener) {
        byte closed;
        do {
            closed = open[--depth];
            objects -= closed == '{' ? 1 : 0;
        } while (closed != opener);
    }
}
