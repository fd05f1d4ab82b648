/// The catalog of versioned schemas, the version contract, and the validation of records, with line and column.
@NullMarked
package dev.evtool.schema;

import org.jspecify.annotations.NullMarked;
