package dev.evtool.schema;

/// How the version that a payload claims stands to that which it is checked by (oslo-notifications.md 4).
///
/// @param schema what it is checked by; of another major, the latest there is
record Contract(ObjectSchema schema, Relation relation) {

    enum Relation {
        /// The very version.
        SAME,
        /// The major is known, the minor later than any known: it may have more fields and values.
        NEWER_MINOR,
        /// The major is known, the minor is none of the known, and earlier than the one it is checked by: fields may be
        /// missing which that one has added.
        OLDER_MINOR,
        /// Nothing can be said of its fields.
        OTHER_MAJOR
    }

    /// Says of it what a reader of the report must know.
    ///
    /// @param object the token of the object
    /// @param token where its version stands
    void tell(Walk walk, Version claimed, int object, int token) {
        switch (relation) {
            case SAME -> {
                // a third part tells nothing
            }
            case NEWER_MINOR -> walk.later(object, schema, claimed);
            case OLDER_MINOR -> walk.warning(Rule.OLDER_VERSION, token,
                    "version " + claimed + " is not in the catalog: checked by " + schema, schema.version(), null);
            case OTHER_MAJOR -> {
                walk.note(Verdict.INCOMPATIBLE);
                walk.error(Rule.MAJOR, token, "version " + claimed + " is of another major than " + schema
                        + ": its fields were not looked at", schema.version(), null);
            }
        }
    }
}
