package dev.evtool.schema;

import java.util.Locale;

/// What a record is, held against the schema of the version that it claims. Later ones are worse: of a record with several
/// payloads inside each other the worst counts.
public enum Verdict {
    /// All as the schema says.
    VALID,
    /// Of the known major, but a later minor than the catalog has: known fields are as they should be, new ones are listed.
    NEWER_MINOR,
    /// It claims no version, such as a legacy notification: there is nothing to hold it against.
    UNVERSIONED,
    /// The catalog has no schema of that name, or nobody knows such a record.
    UNKNOWN,
    /// Of another major than the catalog has: its fields are not looked at.
    INCOMPATIBLE,
    /// It breaks what its schema says, or is no JSON.
    INVALID;

    /// As reports write it: `newer-minor`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The worse of the two.
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
