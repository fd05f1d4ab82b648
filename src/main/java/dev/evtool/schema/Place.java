package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// A place in a file.
///
/// @param file where it is not the record's own: a file that a `$ref` led to
/// @param line from 1
/// @param column from 1, in characters (code points) of that line
public record Place(@Nullable String file, long line, long column) {

    public Place(long line, long column) {
        this(null, line, column);
    }
}
