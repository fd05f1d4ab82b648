package dev.evtool.schema;

import java.util.Comparator;
import java.util.Optional;

/// Versions as texts, in the order of the versions they spell; texts that spell none come last, by themselves.
enum VersionOrder implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        Optional<Version> x = Version.parse(a);
        Optional<Version> y = Version.parse(b);
        if (x.isPresent() && y.isPresent()) {
            int order = x.get().compareTo(y.get());
            return order != 0 ? order : a.compareTo(b);
        }
        return x.isPresent() ? -1 : y.isPresent() ? 1 : a.compareTo(b);
    }
}
