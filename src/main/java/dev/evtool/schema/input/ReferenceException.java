package dev.evtool.schema.input;

/// A reference that cannot be followed. Without a stack trace: the message says it all.
final class ReferenceException extends Exception {

    private static final long serialVersionUID = 1L;

    ReferenceException(String message) {
        super(message, null, false, false);
    }
}
