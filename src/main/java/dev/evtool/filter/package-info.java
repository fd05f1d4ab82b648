/// Text to compiled predicate over events (CEL), errors with positions.
@NullMarked
package dev.evtool.filter;

import org.jspecify.annotations.NullMarked;
