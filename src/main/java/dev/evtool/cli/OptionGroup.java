package dev.evtool.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The heading under which help lists the options that a class declares.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OptionGroup {
    String value();

    /// Groups come in this order.
    int order();
}
