package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// A field of an object.
///
/// @param optional whether it may be absent; if not, a record without it is suspicious or wrong
/// @param about what it means, where the catalog says so
record SchemaField(String name, FieldType type, boolean optional, @Nullable String about) {}
