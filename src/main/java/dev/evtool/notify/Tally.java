package dev.evtool.notify;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How often each of some texts was seen. What a peer could make up without end is bounded.
final class Tally {

    private static final int MOST = 1000;

    private final Map<String, Integer> counts = new HashMap<>();
    private int total;

    void add(String text) {
        total++;
        if (counts.size() < MOST || counts.containsKey(text)) {
            counts.merge(text, 1, Integer::sum);
        }
    }

    int total() {
        return total;
    }

    int of(String text) {
        return counts.getOrDefault(text, 0);
    }

    Set<String> texts() {
        return counts.keySet();
    }

    /// The most frequent ones with their numbers, such as `b (12), a (3) and 5 more`.
    String counted(int most) {
        return listed(most, entry -> entry.getKey() + " (" + entry.getValue() + ")");
    }

    /// The most frequent ones, such as `b, a and 5 more`.
    String named(int most) {
        return listed(most, Map.Entry::getKey);
    }

    private String listed(int most, java.util.function.Function<Map.Entry<String, Integer>, String> text) {
        List<Map.Entry<String, Integer>> all = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        String first = all.stream().limit(most).map(text).collect(Collectors.joining(", "));
        return all.size() > most ? first + " and " + (all.size() - most) + " more" : first;
    }
}
