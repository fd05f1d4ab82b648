package dev.evtool.schema;

/// Which verdicts fail a run.
///
/// @param strict also later minors than the catalog has, and unknown records
/// @param versioned also payloads that claim no version
public record Strictness(boolean strict, boolean versioned) {

    /// Whether a record with that judgement fails the run.
    public boolean fails(Judgement judgement) {
        return switch (judgement.verdict()) {
            case INVALID, INCOMPATIBLE -> true;
            case NEWER_MINOR, UNKNOWN -> strict;
            case UNVERSIONED -> versioned;
            case VALID -> false;
        };
    }
}
