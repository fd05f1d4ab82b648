package dev.evtool.event;

import java.time.Instant;
import java.util.Locale;

/// Something about the stream itself that a person should know and a program may count.
public record Notice(String source, Instant received, Kind kind, String text) implements StreamItem {

    /// The type of a notice's record in captures and in `-o ndjson`.
    public static final String TYPE = "evtool.notice";

    /// What a notice is about.
    public enum Kind {
        /// The peer answers.
        CONNECTED,
        /// The peer is gone, and is being tried again.
        RECONNECTING,
        /// The peer sends us what we asked for.
        SUBSCRIBED,
        /// The peer was told to stop sending.
        UNSUBSCRIBED,
        /// A value that only says that the peer knows nothing yet; it was not taken as a state.
        PLACEHOLDER,
        /// Something that is no event, or only partly one; what was readable around it has been kept.
        MALFORMED,
        /// Anything that may make the stream less than it seems.
        WARNING,
        /// What several events say together, and none of them alone: a restart loop, a death for lack of memory.
        INSIGHT;

        /// The spelling in captures and JSON, such as `reconnecting`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
