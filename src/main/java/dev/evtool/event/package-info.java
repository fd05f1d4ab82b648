/// The event envelope and what else a stream can deliver; depends on nothing of ours.
@NullMarked
package dev.evtool.event;

import org.jspecify.annotations.NullMarked;
