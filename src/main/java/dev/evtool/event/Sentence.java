package dev.evtool.event;

import dev.evtool.event.Column.Tone;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What happened, as the line that the users of container engines know: `container start ID (image=busybox, name=web)`.
/// All of it is unsafe: printers clean, shorten and quote it.
///
/// @param origin who says so, for lines in which several meet
/// @param words what happened, such as `container` and `start`
/// @param tone how to mark the last word
/// @param detail what more the last word needs to be understood, such as a command; empty where it needs nothing
/// @param object what it happened to: an id or a name; empty where it is not known
/// @param attributes what goes into parentheses, in the order to print
/// @param doubtful the names of those whose value may be another's
public record Sentence(String origin, List<String> words, Tone tone, String detail, String object,
        Map<String, String> attributes, Set<String> doubtful) {}
