/// Locations and the environment: the variables that stand for options.
@NullMarked
package dev.evtool.config;

import org.jspecify.annotations.NullMarked;
