/// Events to text, table, JSON, NDJSON and templates.
@NullMarked
package dev.evtool.report;

import org.jspecify.annotations.NullMarked;
