/// JSON Schemas of users: read, linked to each other, chosen by what a record claims, and held against it. The only package
/// that knows the library for JSON Schema.
@NullMarked
package dev.evtool.schema.custom;

import org.jspecify.annotations.NullMarked;
