package dev.evtool.terminal;

/// The three streams every process has.
public enum StandardStream {
    INPUT(0), OUTPUT(1), ERROR(2);

    private final int number;

    StandardStream(int number) {
        this.number = number;
    }

    /// Its file descriptor.
    int number() {
        return number;
    }
}
