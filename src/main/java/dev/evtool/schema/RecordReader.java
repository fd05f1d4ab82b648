package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import org.jspecify.annotations.Nullable;

/// Takes out of a record what somebody wants of it. Not for several threads.
public interface RecordReader<T> {

    /// What is wanted of the record in these bytes.
    ///
    /// @return null if there is nothing to take, and nothing wrong
    /// @throws JsonFormatException if it is no JSON
    /// @throws SchemaException if it is not what it should be
    @Nullable
    T read(byte[] bytes, int from, int to) throws JsonFormatException, SchemaException;
}
