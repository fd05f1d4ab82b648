package dev.evtool.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A step from a version of an object to another one, judged.
///
/// @param object its name now
/// @param before its name then
/// @param from the version then; empty if the object is new
/// @param to the version now; empty if there is none any more
/// @param why the judgement in a sentence
public record SchemaStep(String object, String before, String from, String to, Bump bump, Judged judged, String why,
        List<SchemaChange> changes) {

    /// What the version did.
    public enum Bump {
        NONE, MINOR, MAJOR, BACK,
        /// The object's records claim no version, or none that can be compared.
        UNVERSIONED;

        /// From a version to another.
        static Bump of(String from, String to) {
            if (from.equals(to)) {
                return NONE;
            }
            Optional<Version> a = Version.parse(from);
            Optional<Version> b = Version.parse(to);
            if (a.isEmpty() || b.isEmpty()) {
                return UNVERSIONED;
            }
            if (b.get().major() != a.get().major()) {
                return b.get().major() > a.get().major() ? MAJOR : BACK;
            }
            int minors = Integer.compare(b.get().minor(), a.get().minor());
            return minors == 0 ? NONE : minors > 0 ? MINOR : BACK;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is thought of it.
    public enum Judged {
        /// As the contract asks for.
        KEPT,
        /// The contract is broken.
        BROKEN,
        /// There is nothing to judge: new, gone, or not seen.
        TOLD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether there is something to say of it.
    public boolean isNews() {
        return judged != Judged.KEPT || !changes.isEmpty() || !from.equals(to) || !object.equals(before);
    }
}
