package dev.evtool.report;

/// Numbers with their noun.
final class Counted {

    private Counted() {}

    /// Such as `1 gap`, `0 gaps`, `20 events`.
    static String text(long count, String singular) {
        return count + " " + singular + (count == 1 ? "" : "s");
    }
}
