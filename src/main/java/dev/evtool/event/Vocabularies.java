package dev.evtool.event;

import java.util.Optional;

/// Who understands an event: the families' vocabularies, looked up by what a record says of itself.
@FunctionalInterface
public interface Vocabularies {

    /// Of a reader that only passes records on.
    Vocabularies NONE = (source, type) -> Optional.empty();

    /// The vocabulary that claims events of this CloudEvents `source` and `type`; empty where no family does.
    Optional<Vocabulary> of(String source, String type);
}
