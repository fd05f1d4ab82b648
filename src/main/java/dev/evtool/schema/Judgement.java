package dev.evtool.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one record.
///
/// @param kind what sort of record it was taken for, such as `notification` or `docker`
/// @param claim the outermost payload's, where there is one
/// @param event the event type, where the record has one
/// @param violations in the order of the text; none of level ERROR unless the verdict is `INVALID` or `INCOMPATIBLE`
/// @param additions JSON pointers of what is new in a later minor: fields and enumeration values
/// @param later the objects that are of a later minor than the catalog has
public record Judgement(String kind, @Nullable Claim claim, @Nullable String event, Verdict verdict,
        List<Violation> violations, List<String> additions, List<Later> later) {

    /// An object of a later minor.
    ///
    /// @param pointer where it stands
    /// @param known the latest version that the catalog has
    public record Later(String pointer, Claim claim, String known) {}

    /// Of a record in which no object is of a later minor.
    public Judgement(String kind, @Nullable Claim claim, @Nullable String event, Verdict verdict,
            List<Violation> violations, List<String> additions) {
        this(kind, claim, event, verdict, violations, additions, List.of());
    }
}
