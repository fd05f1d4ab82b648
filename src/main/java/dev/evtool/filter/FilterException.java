package dev.evtool.filter;

/// Text that is no filter or template. The message says what is wrong and how it is written instead, and shows the
/// place: it is complete for people, but quotes what they typed, so printers clean it.
public final class FilterException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String excerpt;
    private final int line;
    private final int column;

    FilterException(String what, String excerpt, int line, int column) {
        super(excerpt.isEmpty() ? what : what + "\n" + excerpt);
        this.what = what;
        this.excerpt = excerpt;
        this.line = line;
        this.column = column;
    }

    /// The mistake and its place in one line.
    public String what() {
        return what;
    }

    /// The line with the mistake, and one with a mark below it; empty where there is nothing to show.
    public String excerpt() {
        return excerpt;
    }

    /// Line of the mistake in the text given, from 1.
    public int line() {
        return line;
    }

    /// Column of the mistake in that line in code points, from 1.
    public int column() {
        return column;
    }
}
