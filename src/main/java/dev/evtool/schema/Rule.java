package dev.evtool.schema;

import java.util.Locale;

/// What can be broken. The words are part of the reports' contract; [#help] says more.
public enum Rule {
    JSON("the record is no JSON text (RFC 8259, UTF-8, at most 500 levels, at most 16 MiB)"),
    DUPLICATE("a member stands in its object twice: readers differ in which they take"),
    TYPE("the value is of another type than the field"),
    RANGE("the number does not fit into 64 bits"),
    NULL("the field may not be null"),
    FORMAT("the string is not of the form that the field asks for"),
    ENUM("the value is none of those that this version has"),
    UNKNOWN_FIELD("the field is not in this version: a minor step adds fields, the same version does not"),
    MISSING_FIELD("a field that is always sent is missing"),
    MISSING_MEMBER("what every record of this kind has is missing"),
    OBJECT("another payload object stands here than the field declares"),
    NAMESPACE("the payload's namespace is another"),
    VERSION("the version is no \"MAJOR.MINOR\" in a string"),
    OLDER_VERSION("the version is older than the catalog goes back: checked as far as possible"),
    MAJOR("the version is of another major than the catalog has: fields were not looked at"),
    UNKNOWN_SCHEMA("the catalog has no schema of that name"),
    UNVERSIONED("the payload claims no version"),
    EVENT("the event type usually carries another payload"),
    REFERENCE("a $ref that cannot be followed"),
    SCHEMA("what a schema of the user's asks for");

    private final String help;

    Rule(String help) {
        this.help = help;
    }

    /// Whether it has a verdict of its own, and does not make a record invalid.
    boolean hasOwnVerdict() {
        return this == MAJOR || this == UNKNOWN_SCHEMA || this == UNVERSIONED;
    }

    /// What it means, in a sentence without an end.
    public String help() {
        return help;
    }

    /// As reports write it: `unknown-field`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
