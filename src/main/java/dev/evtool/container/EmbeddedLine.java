package dev.evtool.container;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a listener of an embedded Docker or Podman is told: an event, as each of its APIs spells it, or anything else.
final class EmbeddedLine {

    /// What Podman's API for Docker's clients says in other words; all else stays as it is (`container-events.md`, 3).
    private static final Map<String, String> REWRITTEN = Map.of("container died", "die", "image remove", "delete");

    private final @Nullable EmbeddedEvent event;
    private final byte[] compat;
    private final byte[] own;

    private EmbeddedLine(@Nullable EmbeddedEvent event, byte[] compat, byte[] own) {
        this.event = event;
        this.compat = compat;
        this.own = own;
    }

    static EmbeddedLine of(EmbeddedEvent event, EmbeddedKind kind) {
        byte[] own = EmbeddedJson.event(event);
        String other = kind.isPodman() ? REWRITTEN.get(event.type() + " " + event.action()) : null;
        return new EmbeddedLine(event, other == null ? own : EmbeddedJson.event(rewritten(event, other)), own);
    }

    static EmbeddedLine raw(byte[] line) {
        return new EmbeddedLine(null, line, line);
    }

    private static EmbeddedEvent rewritten(EmbeddedEvent event, String action) {
        SortedMap<String, String> attributes = new TreeMap<>(event.attributes());
        String exitCode = attributes.get("containerExitCode");
        if (action.equals("die") && exitCode != null) {
            attributes.put("exitCode", exitCode);
        }
        return new EmbeddedEvent(event.time(), event.type(), action, event.id(), attributes);
    }

    /// `null` for what need not be one.
    @Nullable
    EmbeddedEvent event() {
        return event;
    }

    /// The bytes, with a line feed.
    ///
    /// @param podman in the words of Podman's own API
    byte[] spelt(boolean podman) {
        return podman ? own : compat;
    }
}
