package dev.evtool.filter;

/// An expression where it was written: alone, or between the braces of a template, so that a mistake is shown at its
/// place in what the user typed.
///
/// @param whole all of what was typed
/// @param from index of the expression in it
record SourceText(String whole, int from, String expression) {

    /// So much of a line is shown around a mistake.
    private static final int SHOWN = 76;

    static SourceText alone(String expression) {
        return new SourceText(expression, 0, expression);
    }

    /// The char index in the expression of CEL's line (from 1) and column (in code points, from 0).
    int index(int line, int column) {
        int start = 0;
        for (int l = 1; l < line; l++) {
            start = expression.indexOf('\n', start) + 1;
        }
        int rest = expression.codePointCount(start, expression.length());
        return expression.offsetByCodePoints(start, Math.clamp(column, 0, rest));
    }

    /// The char index in the expression of CEL's offset in code points.
    int index(int codePoints) {
        return expression.offsetByCodePoints(0, codePoints);
    }

    /// The exception for a mistake at this char index of the expression.
    FilterException mistake(int index, String what) {
        int at = from + Math.clamp(index, 0, expression.length());
        int lineStart = whole.lastIndexOf('\n', at - 1) + 1;
        int lineEnd = whole.indexOf('\n', at) < 0 ? whole.length() : whole.indexOf('\n', at);
        int line = 1 + (int) whole.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + whole.codePointCount(lineStart, at);
        String place = whole.indexOf('\n') < 0 ? "column " + column : "line " + line + ", column " + column;
        String shown = excerpt(whole.substring(lineStart, lineEnd), column - 1);
        String said = visible(what);
        return new FilterException(shown.isEmpty() ? said : place + ": " + said, shown, line, column);
    }

    private static String excerpt(String text, int column) {
        int[] points = visible(text).codePoints().toArray();
        if (points.length == 0) {
            return "";
        }
        int start = points.length <= SHOWN ? 0 : Math.clamp(column - SHOWN / 2, 0, points.length - SHOWN);
        int count = Math.min(SHOWN, points.length - start);
        String before = start > 0 ? "…" : "";
        String after = start + count < points.length ? "…" : "";
        return "  " + before + new String(points, start, count) + after + "\n" + "  "
                + " ".repeat(before.length() + column - start) + "^";
    }

    /// Without what would shift the mark or break the line.
    private static String visible(String text) {
        int[] points = text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).toArray();
        return new String(points, 0, points.length);
    }
}
