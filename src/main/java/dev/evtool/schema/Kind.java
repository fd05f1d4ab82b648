package dev.evtool.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sort of record, told by its members.
///
/// @param members that all must be there
/// @param any members of which at least `least` must be there, so that a record is known that lacks one
/// @param where members whose strings must begin so
/// @param object what the record is checked as; null if nothing is said of its own members
/// @param event the member that holds the event type; null if it has none
/// @param inside the member in which another record stands; null if there is none
/// @param packing how it stands there
/// @param otherwise what the record is if nobody knows what stands inside
record Kind(String name, String about, List<String> members, List<String> any, int least, Map<String, String> where,
        @Nullable String object, @Nullable String event, @Nullable String inside, Packing packing, Verdict otherwise) {

    /// How much must hold of a record: of two kinds that fit, the one with more counts.
    int conditions() {
        return members.size() + least + where.size();
    }

    /// How a record stands in a member of another.
    enum Packing {
        /// As JSON; a string is one.
        JSON,
        /// As a string that holds JSON, or as JSON.
        STRING,
        /// As a string that may hold a JSON object, and may as well hold any other text.
        TEXT,
        /// As a string that holds the base64 of a JSON object, which may be compressed by zlib, or of any other bytes.
        BASE64
    }
}
