/// picocli commands and mixins; composes all others; the only package that sees picocli.
@NullMarked
package dev.evtool.cli;

import org.jspecify.annotations.NullMarked;
