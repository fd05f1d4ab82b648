/// The contract of sources and targets: subscription, back-off, bounded hand-over, the pipeline from source to sinks.
@NullMarked
package dev.evtool.stream;

import org.jspecify.annotations.NullMarked;
