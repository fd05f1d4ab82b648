package dev.evtool.container;

import java.time.Instant;
import java.util.SortedMap;

/// An event of an embedded engine, in the words of that engine.
///
/// @param type `container`, `image`, ...
/// @param action with what may follow after a colon
/// @param id may be empty (Podman's pulls and volumes)
/// @param attributes labels and all
record EmbeddedEvent(Instant time, String type, String action, String id, SortedMap<String, String> attributes) {}
