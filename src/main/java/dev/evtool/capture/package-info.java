/// The capture file: write, recover, read, seek by time.
@NullMarked
package dev.evtool.capture;

import org.jspecify.annotations.NullMarked;
