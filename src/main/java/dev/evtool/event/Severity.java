package dev.evtool.event;

import java.util.Locale;

/// How bad an event is for whoever depends on its subject, from best to worst.
public enum Severity {
    INFO, WARN, ERROR;

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The spelling in captures, filters and JSON: `info`, `warn`, `error`.
    public String word() {
        return word;
    }

    /// Reads [#word]; a word that is none of ours (a capture of a later release) counts as `info`.
    public static Severity of(String word) {
        for (Severity s : values()) {
            if (s.word().equals(word)) {
                return s;
            }
        }
        return INFO;
    }

    public Severity worse(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
