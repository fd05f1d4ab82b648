package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// What a payload says of itself: the name of its schema, and the version where it gives one.
public record Claim(String name, @Nullable String version) {

    @Override
    public String toString() {
        return version == null ? name : name + ' ' + version;
    }
}
