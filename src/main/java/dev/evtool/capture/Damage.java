package dev.evtool.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How much of an input were no records, and where: the first places by name, the rest by number.
public final class Damage {

    private static final int NAMED = 10;

    private final List<String> places = new ArrayList<>();
    private boolean byOffset;
    private long count;

    /// @param line the line's number from 1 on; 0 where it is not known
    void add(long line, long offset) {
        count++;
        byOffset |= line == 0;
        if (places.size() < NAMED) {
            places.add(String.valueOf(line == 0 ? offset : line));
        }
    }

    /// How many lines were no records.
    public long count() {
        return count;
    }

    /// One line for people, such as `3 lines of night.ndjson are not records: lines 7, 9, 12`.
    public String of(String name) {
        String unit = byOffset ? "byte" : "line";
        String more = count > places.size() ? " and " + (count - places.size()) + " more" : "";
        return (count == 1 ? "1 line of " + name + " is no record: "
                : count + " lines of " + name + " are not records: ")
                + unit + (count == 1 ? " " : "s ") + places.stream().collect(Collectors.joining(", ")) + more;
    }
}
