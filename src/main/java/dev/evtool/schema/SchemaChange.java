package dev.evtool.schema;

import java.util.Locale;

/// One difference between two versions of an object.
///
/// @param field its name, with those that lead to it; empty for the object as such
/// @param text what there was, and what there is
public record SchemaChange(String field, What what, Need need, String text) {

    /// What became of it.
    public enum What {
        ADDED, REMOVED, RETYPED, NULLABLE, NOT_NULLABLE, OPTIONAL, ALWAYS, VALUE_ADDED, VALUE_REMOVED, WRAPPER, OPENED,
        CLOSED,
        /// Known on one side, and in none of the records of the other: that proves nothing.
        NOT_SEEN;

        /// As reports write it: `value-added`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What the version must do for it.
    public enum Need {
        NOTHING, MINOR, MAJOR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
