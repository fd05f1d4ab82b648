/// Locations and the environment: the variables that stand for options, and where secrets are kept.
@NullMarked
package dev.evtool.config;

import org.jspecify.annotations.NullMarked;
