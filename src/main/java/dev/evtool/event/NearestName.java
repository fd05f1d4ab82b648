package dev.evtool.event;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody who mistyped most likely meant.
public final class NearestName {

    private NearestName() {}

    /// The known name with the fewest edits from what was typed, if they are few for a word of that length.
    public static Optional<String> of(String typed, Collection<String> known) {
        int best = Math.max(1, typed.length() / 3) + 1;
        String nearest = null;
        for (String name : known) {
            if (Math.abs(name.length() - typed.length()) >= best) {
                continue; // also what a peer has sent may be among the known names, of any length
            }
            int edits = edits(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits < best) {
                best = edits;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /// Insertions, deletions, replacements and swaps of neighbours from one word to the other.
    static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, d);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] d) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
