package dev.evtool.notify;

import static dev.evtool.notify.NotifyFacts.first;
import static dev.evtool.notify.NotifyFacts.text;

import java.util.Map;

/// What went wrong, as `NameOfTheException: its message`, where a payload tells of an exception.
final class FaultText {

    private static final String SEPARATOR = ": ";

    private FaultText() {}

    /// @param data of a versioned object, or a legacy payload
    static String of(Map<?, ?> data) {
        Object fault = data.get("fault") instanceof Map<?, ?> f ? f : data.get("reason");
        if (fault instanceof Map<?, ?> object) {
            return of(PayloadFacts.data(object));
        }
        String name = text(data, "exception");
        if (name.startsWith("{")) {
            return join(printed(name, "'class': "), printed(name, "'message': "));
        }
        return join(name, name.isEmpty() ? "" : first(data, "exception_message", "message"));
    }

    private static String join(String name, String message) {
        return name.isEmpty() ? message : message.isEmpty() ? name : name + SEPARATOR + message;
    }

    /// A text in a dictionary that Python has printed (`oslo-notifications.md`, 5); empty if it is not there.
    private static String printed(String dictionary, String key) {
        int at = dictionary.indexOf(key);
        int start = at + key.length();
        if (at < 0 || start >= dictionary.length()) {
            return "";
        }
        char quote = dictionary.charAt(start);
        StringBuilder text = new StringBuilder();
        for (int p = start + 1; p < dictionary.length() && dictionary.charAt(p) != quote; p++) {
            boolean escaped = dictionary.charAt(p) == '\\' && p + 1 < dictionary.length();
            text.append(dictionary.charAt(escaped ? ++p : p));
        }
        return quote == '\'' || quote == '"' ? text.toString() : "";
    }
}
