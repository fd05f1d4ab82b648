package dev.evtool.event;

import java.util.List;
import java.util.function.Function;

/// Which of a family's facts is a state that lasts until the next event tells another, and of what: enough to sum up
/// time in state without knowing the family.
///
/// @param noun what one subject is called, such as `clock`
/// @param subject the facts that together name the subject, in the order people read them; one that a row lacks is empty
/// @param fact the fact that is the state; rows without it tell nothing of it
/// @param prefix what stands before its value to make it readable, such as `class ` before a number
/// @param severity how bad a value is: `INFO` is good, all else is time not good
public record StateKey(String noun, List<String> subject, String fact, String prefix,
        Function<Object, Severity> severity) {

    public StateKey {
        subject = List.copyOf(subject);
    }
}
