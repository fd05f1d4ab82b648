package dev.evtool.event;

import java.util.Arrays;

/// The names of a line's members, as the lines before had them: mostly they are the same in the same order, and one
/// comparison of bytes is then all that reading a name takes. Not for several threads.
final class UsualNames {

    private static final int PLACES = 32;
    private static final int LONGEST = 64;

    /// Each with its quotes and colon.
    private final byte[][] spellings = new byte[PLACES + 1][0];
    private final String[] names = new String[PLACES + 1];

    UsualNames() {
        Arrays.fill(names, "");
    }

    /// Where the value behind the name at `p` begins, or white space before it; -1 if it is not the usual name.
    int behind(int place, byte[] line, int p, int end) {
        byte[] usual = spellings[Math.min(place, PLACES)];
        int behind = p + usual.length;
        return usual.length > 0 && behind <= end && Arrays.equals(usual, 0, usual.length, line, p, behind) ? behind
                : -1;
    }

    String name(int place) {
        return names[Math.min(place, PLACES)];
    }

    /// Takes a name, valid as JSON, that stands with its colon from `from` to before `to`.
    void learn(int place, String name, byte[] line, int from, int to) {
        if (place < PLACES && to - from <= LONGEST && line[to - 1] == ':') {
            spellings[place] = Arrays.copyOfRange(line, from, to);
            names[place] = name;
        }
    }
}
