package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// One thing in a record that is not as its schema says.
///
/// @param pointer where: a JSON pointer (RFC 6901) from the record's root. Where a string holds JSON, as in an oslo envelope,
///        the pointer goes on inside of it.
/// @param place the same in the file
/// @param message for people, on one line, text of the record in it bounded but not cleaned
/// @param found what stands there, shortened; empty where something is missing
/// @param expected what should
/// @param hint what was probably meant
public record Violation(Level level, Rule rule, String pointer, Place place, String message, String found,
        String expected, @Nullable String hint) {

    /// How bad it is.
    public enum Level {
        /// The contract is broken.
        ERROR,
        /// Allowed, yet suspicious; an error under `--strict`.
        WARNING
    }

    public boolean isError() {
        return level == Level.ERROR;
    }
}
