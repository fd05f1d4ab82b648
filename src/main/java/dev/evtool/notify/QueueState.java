package dev.evtool.notify;

import java.util.Locale;

/// What a queue's numbers mean.
public enum QueueState {
    /// Somebody reads it, fast enough as far as can be seen.
    READ("read"),
    /// It is empty, and nobody reads it.
    IDLE("empty, nobody reads it"),
    /// Somebody reads it, more slowly than it fills.
    FILLING("fills faster than it is read"),
    /// It holds messages that nobody reads.
    UNREAD("nobody reads it"),
    /// It is another connection's own.
    LOCKED("exclusive to another connection"),
    /// The user may not look at it.
    FORBIDDEN("not allowed to look at it"),
    /// The node that has it is away.
    DOWN("its node is down"),
    /// There is no such queue, though it was asked for by its name.
    MISSING("there is no such queue");

    private final String meaning;

    QueueState(String meaning) {
        this.meaning = meaning;
    }

    /// In plain words.
    public String meaning() {
        return meaning;
    }

    /// The spelling in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QueueState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Whether its numbers are known.
    public boolean isCounted() {
        return compareTo(LOCKED) < 0;
    }
}
