package dev.evtool.event;

/// A typed field that a family's events have in filters and templates.
///
/// @param name the variable, such as `clock_class`
/// @param unit unit or range for people, such as `ns`; empty where there is none
public record Field(String name, Kind kind, String unit, String description) {

    /// How the filter language types the field.
    public enum Kind {
        TEXT, NUMBER, BOOLEAN, TIME,
        /// Names to texts.
        MAP
    }
}
