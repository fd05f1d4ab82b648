package dev.evtool.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The forms of strings as regular expressions of ECMA 262, for those who check by JSON Schema: exactly what [Scalar#spells]
/// takes.
final class FormPattern {

    private static final String DATE = "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
            + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
            + "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";
    private static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)";
    private static final String ZONE = "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = "(?:" + BYTE + "\\.){3}" + BYTE;
    private static final String HEX = "[0-9A-Fa-f]";
    private static final String GROUP = HEX + "{1,4}";

    private FormPattern() {}

    /// The expression; null for what is no form of strings, or is only suspicious where it is not kept.
    static @Nullable String of(Scalar form) {
        return switch (form) {
            case ANY, STRING, TEXT, INTEGER, NUMBER, BOOLEAN, OBJECT, UUID -> null;
            case DATETIME -> '^' + DATE + 'T' + TIME + "Z$";
            case RFC3339 -> '^' + DATE + "[Tt]" + TIME + "(?:\\.[0-9]+)?" + ZONE + '$';
            case OSLOTIME -> '^' + DATE + ' ' + TIME + "(?:\\.[0-9]{1,6})?$";
            case IP -> "^(?:" + IPV4 + '|' + ipv6() + ")$";
            case MAC -> '^' + HEX + "{2}(?:[:-]" + HEX + "{2}){5}$";
            case DECIMAL -> "^[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$";
            case NANOTIME -> "^[0-9]+(?:\\.[0-9]{1,9})?$";
            case BASE64 -> "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
        };
    }

    /// Eight groups, of which the last two may be spelt as IPv4, or fewer with a gap in one place.
    private static String ipv6() {
        List<String> forms = new ArrayList<>(List.of("(?:" + GROUP + ":){7}" + GROUP, "(?:" + GROUP + ":){6}" + IPV4));
        for (int before = 0; before <= 7; before++) {
            String head = before == 0 ? "" : GROUP + (before == 1 ? "" : "(?::" + GROUP + "){" + (before - 1) + '}');
            String groups = GROUP + "(?::" + GROUP + "){0," + (6 - before) + '}';
            String mixed = "(?:" + GROUP + ":){0," + (5 - before) + '}' + IPV4;
            String tail = before == 7 ? "" : before > 5 ? "(?:" + groups + ")?" : "(?:" + groups + '|' + mixed + ")?";
            forms.add(head + "::" + tail);
        }
        return String.join("|", forms);
    }
}
