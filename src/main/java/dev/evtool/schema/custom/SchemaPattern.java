package dev.evtool.schema.custom;

import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/// The patterns of schemas, in time that no text can blow up. RE2 takes linear time; what it does not know (lookahead,
/// backreferences, `\u0000`) Java's backtracking engine does, for a bounded number of steps.
final class SchemaPattern {

    private static final int STEPS = 1_000_000;
    private static final int STEPS_PER_CHARACTER = 100;

    private SchemaPattern() {}

    /// A pattern took too long on a text.
    static final class Endless extends SchemaException {

        private static final long serialVersionUID = 1L;

        Endless(String pattern) {
            super(pattern); // the library passes on no other kind of exception
        }
    }

    /// @throws java.util.regex.PatternSyntaxException if it is none
    static RegularExpression compile(String pattern) {
        try {
            com.google.re2j.Pattern linear = com.google.re2j.Pattern.compile(pattern);
            return text -> linear.matcher(text).find();
        } catch (PatternSyntaxException beyondIt) {
            Pattern backtracking = Pattern.compile(RegularExpressions
                    .replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(pattern)));
            return text -> find(backtracking, pattern, text);
        }
    }

    private static boolean find(Pattern compiled, String pattern, String text) {
        try {
            return compiled.matcher(new Counted(text)).find();
        } catch (TooManySteps | StackOverflowError e) {
            throw new Endless(pattern);
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }

    /// A text that counts how often it is looked at: the same on every machine, as a time would not be.
    private static final class Counted implements CharSequence {

        private final String text;
        private long left;

        Counted(String text) {
            this.text = text;
            left = STEPS + (long) STEPS_PER_CHARACTER * text.length();
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
