package dev.evtool.schema;

import java.util.List;
import java.util.stream.Stream;

/// What the members of versioned objects begin with: it tells these objects from others.
///
/// @param names of all the members
record Prefixes(List<String> all, NameTable names) {

    /// Of oslo.versionedobjects and of the projects that have their own.
    private static final List<String> KNOWN = List.of("nova_object", "versioned_object", "ironic_object",
            "watcher_object", "cinder_object", "masakari_object");

    static final Prefixes USUAL = with(Stream.of());

    /// The known ones, and more.
    static Prefixes with(Stream<String> more) {
        List<String> all = Stream.concat(KNOWN.stream(), more).distinct().toList();
        return new Prefixes(all, Wrapper.names(all));
    }
}
