package dev.evtool.notify;

import dev.evtool.notify.OsloMessage.OsloHead;
import dev.evtool.notify.TapWish.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which messages are wanted, of those that the bindings let through. Not for several threads.
final class Selection {

    private static final int MOST_KNOWN = 4096;

    private final List<String> patterns;
    private final Form form;
    private final Map<String, Boolean> known = new HashMap<>();

    /// @param patterns of event types; `*` stands for any characters, dots too. Empty for all
    Selection(List<String> patterns, Form form) {
        this.patterns = List.copyOf(patterns);
        this.form = form;
    }

    /// Whether all is wanted, which is when strays are shown, too: remote calls, and what is no message of oslo.messaging.
    boolean isOpen() {
        return patterns.isEmpty() && form == Form.ANY;
    }

    boolean wants(OsloHead head) {
        String type = head.eventType();
        if (isOpen() || type == null) {
            return isOpen();
        }
        return switch (form) {
            case ANY -> fits(type);
            case VERSIONED -> head.versioned() && fits(type);
            case LEGACY -> !head.versioned() && fits(type);
        };
    }

    private boolean fits(String type) {
        if (patterns.isEmpty()) {
            return true;
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(type, t -> patterns.stream().anyMatch(pattern -> matches(pattern, t)));
    }

    /// Goes back to the last `*` only, so that no pattern takes longer than the product of both lengths.
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
