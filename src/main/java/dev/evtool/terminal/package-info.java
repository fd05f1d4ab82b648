/// What the terminal can do and safe text for it; owns JLine.
@NullMarked
package dev.evtool.terminal;

import org.jspecify.annotations.NullMarked;
