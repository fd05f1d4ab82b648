package dev.evtool.notify;

import java.util.List;
import java.util.Locale;

/// Which names in messages and headers stand for secrets. The request's context is known to hold tokens; `args` of
/// legacy exceptions hold whatever a user gave, of which only what has such a name is hidden, and those of remote calls
/// are hidden whole, which is not done here (`oslo-notifications.md`, 3 and 7.12).
final class SecretNames {

    /// Parts of names, without case, dashes and underscores; [#mayBeIn] must find each of them.
    private static final List<String> PARTS = List.of("token", "password", "passwd", "adminpass", "servicecatalog",
            "privatekey", "authorization");
    private static final String LAST = "secret";
    private static final boolean[] RARE = new boolean[256];

    static {
        "kwmczuKWMCZU".chars().forEach(letter -> RARE[letter] = true);
    }

    private SecretNames() {}

    /// Whether a value of this name is to be hidden.
    static boolean has(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        for (String part : PARTS) {
            if (plain.contains(part)) {
                return true;
            }
        }
        return plain.endsWith(LAST);
    }

    /// Whether the text may have such a name in it, with letters escaped or not: a quick look that sometimes says yes in
    /// vain, so that few texts need a closer one. It goes by a letter of each part that is rare in payloads.
    static boolean mayBeIn(byte[] text, int from, int to) {
        for (int p = from; p < to; p++) {
            boolean suspect = RARE[text[p] & 0xff] && switch (text[p] | 0x20) {
                case 'k' -> is("oken", text, p - 1, to) || is("tekey", text, p - 2, to) || is("te_key", text, p - 3, to)
                        || is("te-key", text, p - 3, to);
                case 'w' -> is("passw", text, p - 4, to);
                case 'm' -> is("minpass", text, p, to) || is("min_pass", text, p, to) || is("min-pass", text, p, to);
                case 'c' -> is("ecret", text, p - 1, to) || is("catalog", text, p, to);
                case 'z' -> is("horiza", text, p - 4, to);
                case 'u' ->
                    p > from && text[p - 1] == '\\' && is("u00", text, p, to) && p + 3 < to && text[p + 3] < '8';
                default -> false;
            };
            if (suspect) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String part, byte[] text, int from, int to) {
        if (from < 0 || from + part.length() > to) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            char wanted = part.charAt(i);
            if (wanted >= 'a' ? (text[from + i] | 0x20) != wanted : text[from + i] != wanted) {
                return false;
            }
        }
        return true;
    }
}
