package dev.evtool.filter;

import com.google.re2j.Pattern;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `text.matches(regex)` by RE2, whose time is linear in the text whatever the pattern. Unlike CEL's own it keeps the
/// last pattern compiled, since nearly always all events meet the same one.
final class RegexMatch {

    /// Patterns may come out of a payload (`node.matches(data.pattern)`); a larger one costs more than a filter may.
    private static final int MAX_STEPS = 5_000;

    private volatile @Nullable Pattern last;

    /// The overloads of `matches` under CEL's ids.
    @SuppressWarnings("Immutable") // what CEL asks of functions; nobody can see the cache, only its speed
    static List<CelFunctionBinding> bindings() {
        RegexMatch match = new RegexMatch();
        return List.of(CelFunctionBinding.from("matches", String.class, String.class, match::found),
                CelFunctionBinding.from("matches_string", String.class, String.class, match::found));
    }

    /// Throws IllegalArgumentException where the text is no RE2 pattern.
    static Pattern compile(String regex) {
        if (!RegexSize.within(MAX_STEPS, regex)) {
            throw new IllegalArgumentException("this regex is too large: at most " + MAX_STEPS + " repeated elements");
        }
        return Pattern.compile(regex);
    }

    private boolean found(String text, String regex) {
        Pattern pattern = last;
        if (pattern == null || !pattern.pattern().equals(regex)) {
            pattern = compile(regex);
            last = pattern;
        }
        return pattern.matcher(text).find();
    }
}
