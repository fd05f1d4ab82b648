package dev.evtool.container;

/// Bytes of an engine that are no event.
final class EngineFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    EngineFormatException(String what) {
        super(what);
    }

    /// What is wrong, for a person.
    String what() {
        return String.valueOf(getMessage());
    }
}
