package dev.evtool.filter;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelIssue;
import dev.cel.parser.CelStandardMacro;
import dev.evtool.event.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns what CEL says of a wrong expression into what its writer can use. CEL speaks of tokens and overloads; people
/// who mistype a condition want to read what to write instead.
final class Diagnosis {

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern OVERLOAD = Pattern
            .compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Pattern RESERVED = Pattern.compile("reserved identifier: (.*)");
    private static final Pattern TYPE_MISMATCH = Pattern.compile("expected type '([^']*)' but found '([^']*)'");
    private static final Pattern OUT_OF_RANGE = Pattern.compile("For input string: \"-?(\\w+)\".*", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final SourceText source;
    private final Set<String> variables;

    Diagnosis(SourceText source, Set<String> variables) {
        this.source = source;
        this.variables = variables;
    }

    /// A type's name as the documentation has it.
    static String typeName(String celName) {
        return celName.replace("google.protobuf.Timestamp", "timestamp")
                .replace("google.protobuf.Duration", "duration").replace("google.protobuf.", "")
                .replaceAll("%[A-Z]\\d*|\\bdyn\\b", "any");
    }

    /// The first mistake only: what follows is most often its consequence.
    FilterException of(List<CelIssue> issues) {
        CelIssue first = issues.getFirst();
        String said = first.getMessage();
        if (source.expression().isBlank()) {
            return source.mistake(0, "there is no expression");
        }
        if (first.getSourceLocation().getLine() < 1) {
            return new FilterException("the expression is too long: " + said.replaceFirst(".*size: ", ""), "", 1, 1);
        }
        int index = source.index(first.getSourceLocation().getLine(), first.getSourceLocation().getColumn());
        return checked(index, said).or(() -> limit(said)).orElseGet(() -> SyntaxHints.explain(source, index, said));
    }

    private Optional<FilterException> checked(int index, String said) {
        Matcher undeclared = UNDECLARED.matcher(said);
        if (undeclared.matches()) {
            return Optional.of(undeclared(index, undeclared.group(1)));
        }
        Matcher overload = OVERLOAD.matcher(said);
        if (overload.matches()) {
            return Optional.of(source.mistake(index, overload(overload.group(1), typeName(overload.group(2)))));
        }
        Matcher reserved = RESERVED.matcher(said);
        if (reserved.matches()) {
            return Optional.of(source.mistake(index, "`" + reserved.group(1) + "` is a reserved word of the language"));
        }
        Matcher mismatch = TYPE_MISMATCH.matcher(said);
        return mismatch.matches()
                ? Optional.of(source.mistake(index,
                        typeName("this should be " + mismatch.group(1) + ", and is " + mismatch.group(2))))
                : Optional.empty();
    }

    private Optional<FilterException> limit(String said) {
        if (said.contains("recursion limit")) {
            return Optional.of(source.mistake(0, "nested too deeply: at most 250 levels"));
        }
        Matcher range = OUT_OF_RANGE.matcher(said);
        return range.matches()
                ? Optional.of(source.mistake(source.expression().indexOf(range.group(1)),
                        "this number is out of range (64 bits)"))
                : Optional.empty();
    }

    /// CEL points at a variable, but at the parenthesis of a function, whose name stands before it.
    private FilterException undeclared(int index, String name) {
        String text = source.expression();
        boolean called = text.startsWith("(", index);
        int end = called ? index : index + name.length();
        int start = called ? Math.max(0, text.lastIndexOf(name, end)) : index;
        String what = called ? function(name) : variable(name);
        return source.mistake(start, what);
    }

    private String function(String name) {
        Set<String> known = new TreeSet<>();
        CelStandardDeclarations.getAllFunctionNames().stream().filter(f -> WORD.matcher(f).matches())
                .forEach(known::add);
        CelStandardMacro.STANDARD_MACROS.forEach(m -> known.add(m.getFunction()));
        if (CelStandardMacro.STANDARD_MACROS.stream().anyMatch(m -> m.getFunction().equals(name))) {
            return "`" + name + "` is written list." + name + "(x, condition on x)";
        }
        return "unknown function `" + name + "`" + NearestName.of(name, known)
                .map(near -> "; did you mean `" + near + "`?").orElse("");
    }

    private String variable(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT)) && name.length() > 1) {
            return "unknown variable `" + name + "`; text stands in quotes: \"" + name + "\"";
        }
        return "unknown variable `" + name + "`" + NearestName.of(name, variables)
                .map(near -> "; did you mean `" + near + "`?")
                .orElse(WORD.matcher(name).matches() ? "; text stands in quotes: \"" + name + "\"" : "");
    }

    private static String overload(String function, String operands) {
        String name = function.equals("_[_]") ? "[]" : function.replaceAll("[_@]", "");
        String what = name.equals("in") || !WORD.matcher(name).matches() ? "go with " : "take ";
        int ofText = operands.indexOf(".(");
        return "`" + name + "` does not " + what + operands.substring(ofText + 1) + hint(name, operands);
    }

    private static String hint(String function, String operands) {
        if (operands.contains("null")) {
            return "; whether a field is there is asked by has(field)";
        }
        if (operands.contains("timestamp") && operands.contains("string")) {
            return "; a time is written timestamp(\"2026-01-31T12:00:00Z\")";
        }
        if (operands.contains("duration") && (operands.contains("string") || operands.contains("int"))) {
            return "; a duration is written duration(\"90s\")";
        }
        if (function.equals("in")) {
            return "; it looks into a list: x in [\"a\", \"b\"]";
        }
        if (operands.matches("\\(string, (int|double)\\)|\\((int|double), string\\)")) {
            return "; text is compared with text in quotes";
        }
        return "";
    }
}
