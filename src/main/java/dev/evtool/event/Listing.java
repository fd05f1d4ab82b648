package dev.evtool.event;

import java.util.List;
import java.util.Map;

/// A table of what a peer has at this moment: what is no stream and has no times.
///
/// @param columns for people, left to right
/// @param rows for programs: all that is known of each entry, by the names that JSON has; values are String, Long,
///        Double, Boolean, Instant, or a List or Map of texts
public record Listing(List<Column> columns, List<Map<String, Object>> rows) {}
