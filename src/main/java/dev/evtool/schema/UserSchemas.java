package dev.evtool.schema;

/// Schemas that a user has given besides catalogs, and that are asked before these. For several threads.
public interface UserSchemas {

    /// Holds a value of a record against the schema that is meant for it, if there is one.
    ///
    /// @param remarks where it is told what is found
    /// @return whether there is one, be it of another version
    boolean check(Subject subject, Remarks remarks);
}
