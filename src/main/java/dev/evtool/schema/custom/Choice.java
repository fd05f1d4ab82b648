package dev.evtool.schema.custom;

import com.networknt.schema.Schema;
import dev.evtool.schema.Claim;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import org.jspecify.annotations.Nullable;

/// Which schema a record is held against, or why none.
sealed interface Choice {

    /// The claim by which it was made; null if the record named a schema, or there was nothing to choose.
    @Nullable
    Claim claim();

    /// How the version that was claimed stands to the schema's.
    enum Step {
        SAME,
        /// The record has a later minor of the same major: what is new to the schema is allowed.
        NEWER,
        /// The record has an earlier minor than any schema of its major: what it lacks is allowed.
        OLDER
    }

    /// A schema.
    ///
    /// @param version the schema's; empty where none counted
    record Found(@Nullable Claim claim, Schema schema, Step step, String version) implements Choice {}

    /// Why there is none.
    ///
    /// @param verdict what follows for the record
    /// @param expected what would have been found
    record Nothing(@Nullable Claim claim, Verdict verdict, Rule rule, String message, String expected)
            implements
                Choice {}
}
