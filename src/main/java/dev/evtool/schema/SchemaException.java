package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// A schema or catalog that cannot be used: missing, unreadable, or not what it should be.
public final class SchemaException extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String likely;
    private final @Nullable String next;

    /// @param what what is wrong, and where
    /// @param likely the likely cause, if there is a good guess
    /// @param next the next step, if there is one to take
    public SchemaException(String what, @Nullable String likely, @Nullable String next) {
        super(what);
        this.likely = likely;
        this.next = next;
    }

    /// What is wrong, and where.
    public String what() {
        return String.valueOf(getMessage());
    }

    /// The likely cause, if there is a good guess.
    public @Nullable String likelyCause() {
        return likely;
    }

    /// The next step, if there is one to take.
    public @Nullable String next() {
        return next;
    }
}
