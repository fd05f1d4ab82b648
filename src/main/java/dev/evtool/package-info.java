/// `Evtool.main`: build the command line, run it, exit with the mapped code.
@NullMarked
package dev.evtool;

import org.jspecify.annotations.NullMarked;
