package dev.evtool.filter;

import java.util.ArrayList;
import java.util.List;

/// Takes a template's text apart. Knows as much of CEL as is needed to find where an expression ends: text in quotes
/// and brackets may hold braces.
final class TemplateText {

    /// A stretch of a template.
    sealed interface Part {}

    record Literal(String text) implements Part {}

    record Place(SourceText expression) implements Part {}

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int at;

    private TemplateText(String text) {
        this.text = text;
    }

    static List<Part> parts(String text) throws FilterException {
        TemplateText reader = new TemplateText(text);
        while (reader.at < text.length()) {
            reader.next();
        }
        reader.endLiteral();
        return reader.parts;
    }

    private void next() throws FilterException {
        if (text.startsWith("{{", at)) {
            endLiteral();
            place();
        } else if (text.charAt(at) == '\\') {
            literal.append(escaped());
            at += 2;
        } else {
            literal.append(text.charAt(at++));
        }
    }

    private char escaped() throws FilterException {
        char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case '\\', '{' -> c;
            default -> throw SourceText.alone(text).mistake(at,
                    "a backslash stands before t (tab), n (line end), { or another backslash");
        };
    }

    private void place() throws FilterException {
        int start = at + 2;
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfQuote(i);
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (text.startsWith("}}", i)) {
                parts.add(new Place(new SourceText(text, start, text.substring(start, i))));
                at = i + 2;
                return;
            }
        }
        throw SourceText.alone(text).mistake(at, "`{{` without its `}}`; literal braces are written `\\{{`");
    }

    /// Index of the last character of the quoted text that starts here; of the whole text where it has no end.
    private int endOfQuote(int start) {
        char quote = text.charAt(start);
        String triple = String.valueOf(quote).repeat(3);
        String end = text.startsWith(triple, start) ? triple : String.valueOf(quote);
        boolean raw = start > 0 && "rR".indexOf(text.charAt(start - 1)) >= 0;
        for (int i = start + end.length(); i < text.length(); i++) {
            if (text.startsWith(end, i)) {
                return i + end.length() - 1;
            }
            if (text.charAt(i) == '\\' && !raw) {
                i++;
            }
        }
        return text.length();
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
