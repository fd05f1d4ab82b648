package dev.evtool.filter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How large RE2/J's program for a pattern would be. RE2/J unrolls counted repetitions and, other than its model in Go,
/// does so without a limit: `((a{1000}){1000}){1000}` takes all memory there is.
final class RegexSize {

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}");

    private final String regex;
    private final long limit;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;
    private int at;

    private RegexSize(String regex, long limit) {
        this.regex = regex;
        this.limit = limit;
    }

    /// Whether the pattern stays within so many steps, about one for each character after unrolling.
    static boolean within(long limit, String regex) {
        RegexSize count = new RegexSize(regex, limit);
        while (count.at < regex.length() && count.size <= limit) {
            count.next();
        }
        return count.size <= limit;
    }

    private void next() {
        char c = regex.charAt(at);
        switch (c) {
            case '\\' -> escape();
            case '[' -> {
                at = endOfClass();
                element(1);
            }
            case '(' -> {
                outer.push(size);
                size = 0;
            }
            case ')' -> {
                long group = size + 1;
                size = outer.isEmpty() ? 0 : outer.pop();
                element(group);
            }
            case '{' -> repeat();
            default -> element(1);
        }
        at++;
    }

    private void element(long steps) {
        last = steps;
        size += steps;
    }

    private void escape() {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at);
            int stop = end < 0 ? regex.length() : end;
            size += stop - at - 2;
            last = 1;
            at = stop + 1;
        } else {
            element(1);
            at++;
        }
    }

    private int endOfClass() {
        int i = regex.startsWith("[^", at) ? at + 2 : at + 1;
        for (int first = i; i < regex.length(); i++) {
            if (regex.charAt(i) == '\\') {
                i++;
            } else if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
                i = regex.indexOf(":]", i) + 1;
            } else if (regex.charAt(i) == ']' && i > first) {
                return i;
            }
        }
        return at; // no class at all: RE2/J will say so
    }

    private void repeat() {
        Matcher repeat = REPEAT.matcher(regex).region(at, regex.length());
        if (!repeat.lookingAt()) {
            element(1);
            return;
        }
        String most = repeat.group(3) == null || repeat.group(3).isEmpty() ? repeat.group(1) : repeat.group(3);
        long times = Math.max(1, Long.parseLong(most));
        // beyond the limit the exact number does not matter, only that it does not overflow
        long unrolled = Math.min(limit + 1, last * times);
        size += unrolled - last;
        last = unrolled;
        at = repeat.end() - 1;
    }
}
