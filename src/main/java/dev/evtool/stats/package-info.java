/// What a stream of events comes to over time: time in state and how often it changed. Knows events only, does no I/O,
/// and is told the time.
@NullMarked
package dev.evtool.stats;

import org.jspecify.annotations.NullMarked;
