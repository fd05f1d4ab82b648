package dev.evtool.schema;

import java.util.Comparator;
import java.util.Optional;

/// The version of a payload, `MAJOR.MINOR`, compared as integers: 1.10 comes after 1.9. A third part is allowed for stable
/// backports and tells of nothing that a reader must know (oslo-notifications.md, 4).
///
/// @param text as it was written
public record Version(int major, int minor, int patch, String text) implements Comparable<Version> {

    private static final int LONGEST_PART = 6;

    /// The version that a text spells; empty for anything else, such as `1`, `abc` or `1.x`.
    public static Optional<Version> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        int[] numbers = new int[3];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > LONGEST_PART
                    || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return Optional.of(new Version(numbers[0], numbers[1], numbers[2], text));
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::major).thenComparingInt(Version::minor)
                .thenComparingInt(Version::patch).compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
