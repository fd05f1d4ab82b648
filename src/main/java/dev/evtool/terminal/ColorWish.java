package dev.evtool.terminal;

/// What the user said about colour, by `--color`.
public enum ColorWish {
    AUTO, ALWAYS, NEVER
}
