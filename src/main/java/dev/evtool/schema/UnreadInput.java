package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// An input, or the rest of one, that could not be read: no such file, not allowed, empty.
///
/// @param input the file's name as the user gave it, or `standard input`
/// @param what what failed, naming the input
/// @param cause the likely cause, if there is a good guess
/// @param next the next step, if there is one to take
public record UnreadInput(String input, String what, @Nullable String cause, @Nullable String next) {}
