package dev.evtool.stream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a doctor found at one step of the way from a peer to us.
///
/// @param step such as `publishers`
/// @param evidence what was seen, for people
/// @param next what to do about it, with what can be typed as it stands in backticks; `null` where there is nothing to do
public record Finding(String step, Verdict verdict, String evidence, @Nullable String next) {

    /// The first command of [#next]; `null` where there is none.
    public @Nullable String command() {
        String[] parts = next == null ? new String[0] : next.split("`", -1);
        return parts.length < 3 ? null : parts[1];
    }

    /// From good to bad.
    public enum Verdict {
        OK,
        /// Not looked at, because of an earlier step.
        SKIPPED,
        /// What is waited for can arrive, but something is not as it should be.
        WARN,
        /// Whether it can arrive could not be shown.
        UNPROVEN,
        /// It cannot arrive.
        FAIL;

        /// The spelling in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether the step leaves it open, or says, that nothing will come.
        public boolean isBad() {
            return this == FAIL || this == UNPROVEN;
        }
    }
}
