package dev.evtool.schema;

import java.util.ArrayList;
import java.util.List;

/// Sets of versions as regular expressions: exactly what [Version#parse] takes, leading zeros and a third part included.
final class VersionPattern {

    private static final int LONGEST_PART = 6;
    private static final String PATCH = "(?:\\.[0-9]{1,6})?$";

    private VersionPattern() {}

    /// Those with that major and minor.
    static String same(Version version) {
        return major(version) + padded(String.valueOf(version.minor()), "") + PATCH;
    }

    /// Those of the major with that minor or an earlier one.
    static String upTo(Version version) {
        String limit = String.valueOf(version.minor());
        List<String> forms = new ArrayList<>();
        for (int length = 1; length < limit.length(); length++) {
            forms.add(padded("[0-9]", length == 1 ? "" : "[0-9]{" + (length - 1) + '}', length));
        }
        for (int i = 0; i < limit.length(); i++) {
            char digit = limit.charAt(i);
            boolean last = i == limit.length() - 1;
            char below = (char) (last ? digit : digit - 1);
            if (below >= '0') {
                int rest = limit.length() - i - 1;
                forms.add(padded(limit.substring(0, i) + (below == '0' ? "0" : "[0-" + below + ']'),
                        rest == 0 ? "" : "[0-9]{" + rest + '}', limit.length()));
            }
        }
        return major(version) + "(?:" + String.join("|", forms) + ')' + PATCH;
    }

    /// All of the major.
    static String any(Version version) {
        return major(version) + "[0-9]{1,6}" + PATCH;
    }

    private static String major(Version version) {
        return '^' + padded(String.valueOf(version.major()), "") + "\\.";
    }

    private static String padded(String digits, String rest) {
        return padded(digits, rest, digits.length());
    }

    private static String padded(String first, String rest, int length) {
        int zeros = LONGEST_PART - length;
        return (zeros == 0 ? "" : "0{0," + zeros + '}') + first + rest;
    }
}
