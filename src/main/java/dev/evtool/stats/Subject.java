package dev.evtool.stats;

import dev.evtool.event.StateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a state is of: the facts that name it, and the peer that told, since two clusters can have nodes of the same
/// name. One instance can be pointed at one row after the other to look others up, without making anything new.
final class Subject {

    private @Nullable StateKey key;
    private String source = "";
    private int originEnd;
    private @Nullable Object[] parts = {};
    private int hash;

    /// Points this one at the subject of a row.
    Subject of(StateKey itsKey, String itsSource, Map<String, Object> row) {
        key = itsKey;
        source = itsSource;
        originEnd = Origin.end(itsSource);
        int size = itsKey.subject().size();
        if (parts.length != size) {
            parts = new Object[size];
        }
        int h = Origin.hash(itsSource, originEnd) * 31 + itsKey.fact().hashCode();
        for (int i = 0; i < size; i++) {
            Object part = row.get(itsKey.subject().get(i));
            parts[i] = part;
            h = h * 31 + (part == null ? 0 : part.hashCode());
        }
        hash = h;
        return this;
    }

    /// One to keep.
    Subject copy() {
        Subject copy = new Subject();
        copy.key = key;
        copy.source = origin();
        copy.originEnd = originEnd;
        copy.parts = parts.clone();
        copy.hash = hash;
        return copy;
    }

    /// Scheme and authority of the source.
    String origin() {
        return source.substring(0, originEnd);
    }

    /// Its facts in words; one that is missing is empty.
    List<String> words() {
        return Arrays.stream(parts).map(part -> part == null ? "" : part.toString()).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subject that && hash == that.hash && Objects.equals(key, that.key)
                && originEnd == that.originEnd && source.regionMatches(0, that.source, 0, originEnd)
                && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
