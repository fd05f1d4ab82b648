package dev.evtool.terminal;

/// How many colours a stream may show.
public enum ColorDepth {
    /// No escape sequences at all.
    NONE,
    /// The sixteen of every terminal, which the user's own palette defines.
    BASIC,
    /// 256 by number.
    INDEXED,
    /// Red, green and blue of 8 bits each.
    DIRECT
}
