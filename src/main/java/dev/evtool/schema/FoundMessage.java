package dev.evtool.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A notification that a record holds.
///
/// @param members of the message: `event_type`, `payload` and so on, as far as they are there; the payload's own where it
///        stands alone
/// @param payloadAlone whether there is a versioned payload and nothing around it
public record FoundMessage(Map<String, @Nullable Object> members, boolean payloadAlone) {}
