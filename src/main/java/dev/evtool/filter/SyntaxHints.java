package dev.evtool.filter;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people write from habit of other languages, and how it is written here.
final class SyntaxHints {

    private record Hint(Pattern wrong, String right) {
        Hint(String wrong, String right) {
            this(Pattern.compile(wrong), right);
        }
    }

    private static final List<Hint> HINTS = List.of(new Hint("===|!==", "`%s` is no operator; write `==` or `!=`"),
            new Hint("=~|!~|~", "`%s` is no operator; write text.matches(\"regex\")"),
            new Hint("=[<>]", "`%s` is no operator; write `<=` or `>=`"),
            new Hint("<>", "`%s` is no operator; write `!=`"),
            new Hint("=(?!=)", "`%s` is no operator; write `==`"),
            new Hint("&(?!&)", "`%s` is no operator; write `&&`"),
            new Hint("\\|(?!\\|)", "`%s` is no operator; write `||`"),
            new Hint("(?i)and\\b", "`%s` is no operator; write `&&`"),
            new Hint("(?i)or\\b", "`%s` is no operator; write `||`"),
            new Hint("(?i)not\\b", "`%s` is no operator; write `!`"),
            new Hint("(?i)(is|eq)\\b", "`%s` is no operator; write `==`"),
            new Hint("(?i)(gt|lt|ge|le|ne)\\b", "`%s` is no operator; write `>`, `<`, `>=`, `<=` or `!=`"),
            new Hint("(?i)(like|contains|matches|startswith|endswith)\\b",
                    "`%s` is no operator; write text.contains(\"…\"), startsWith, endsWith or matches"),
            new Hint("(?i)between\\b", "`%s` is no operator; write `a <= x && x <= b`"),
            new Hint("[“”„‘’‚«»`]", "`%s` is no quote; write \"text\" or 'text'"),
            new Hint("\\$", "variables have no `%s`"), new Hint("\\)", "`%s` without its opening one"));

    private static final String OPERATOR = "=!<>&|~";
    private static final Pattern TOKEN = Pattern.compile("\\w+|[=!<>&|~]+|\\S");
    private static final Pattern NO_ESCAPE = Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\\\[^abfnrtv?\"'`\\\\0-7xXuU]");

    private SyntaxHints() {}

    static FilterException explain(SourceText source, int index, String said) {
        String text = source.expression();
        // CEL points behind a mistake that could have become something else: at `state` of `not state`, at `>` of `<>`
        for (int at : new int[] {back(text, index, c -> OPERATOR.indexOf(c) >= 0), index, previousWord(text, index)}) {
            for (Hint hint : HINTS) {
                Matcher m = hint.wrong.matcher(text).region(at, text.length());
                if (m.lookingAt()) {
                    return source.mistake(at, hint.right.formatted(m.group()));
                }
            }
        }
        return source.mistake(index, said(text, index, said));
    }

    private static int previousWord(String text, int index) {
        return back(text, back(text, index, Character::isWhitespace), Character::isLetter);
    }

    private static int back(String text, int from, IntPredicate over) {
        int at = from;
        while (at > 0 && over.test(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static String said(String text, int index, String said) {
        String rest = text.substring(index);
        if (rest.startsWith("\"") || rest.startsWith("'")) {
            return !said.startsWith("token recognition")
                    ? "an operator is missing before this text"
                    : NO_ESCAPE.matcher(said).find()
                            ? "a backslash in text is written `\\\\`; a regex best as r" + rest.charAt(0) + "…"
                                    + rest.charAt(0)
                    : "this text has no closing quote";
        }
        if (said.contains("unescaped terminating quote")) {
            return "r\"text\" cannot end in a backslash; write \"…\\\\\"";
        }
        if (said.startsWith("missing ")) {
            return said.replaceFirst("missing '(.*)' at .*", "`$1` is missing");
        }
        if (rest.isBlank()) {
            return "the expression ends too early";
        }
        if (index > 0 && Character.isDigit(text.charAt(index - 1)) && Character.isLetter(rest.charAt(0))) {
            return "a number has no unit";
        }
        if (said.startsWith("`")) {
            return said; // our own macro's words
        }
        if (said.startsWith("The argument")) {
            return "here stands a name for the elements: list.exists(x, x > 1)";
        }
        Matcher token = TOKEN.matcher(rest);
        return token.find() ? "`" + token.group() + "` is not expected here" : said;
    }
}
