package dev.evtool.report;

/// Whether a validation went through its inputs.
public enum Ending {
    /// It did.
    WHOLE(""),
    /// `--max-errors` ended it.
    ENOUGH("stopped by --max-errors"),
    /// A signal ended it.
    STOPPED("stopped by a signal");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    boolean isShort() {
        return this != WHOLE;
    }

    /// What ended it, for people.
    String words() {
        return words;
    }
}
