package dev.evtool.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one family's events say and how its users call that: enough to filter, print and read back its events without
/// knowing its protocol.
public interface Vocabulary {

    /// Whether an event is of this family, told by its CloudEvents `source` and `type`.
    boolean claims(String source, String type);

    /// Variables in filters and templates.
    List<Field> fields();

    /// The family's line, left to right, without the time.
    List<Column> columns();

    /// The facts of an event, a row for each thing it speaks of; empty where the payload is not readable.
    ///
    /// @param extensions the event's further attributes, in which the family may have noted what the payload lacks
    List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions, Payload payload);

    /// The line that the family's users know, made of a row; empty in a family whose line is its columns.
    default Optional<Sentence> sentence(Map<String, Object> row) {
        return Optional.empty();
    }

    /// The states that rows tell of, for time in state; none in a family that has no states.
    default List<StateKey> states() {
        return List.of();
    }
}
