package dev.evtool.event;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The typed fields of one event, under the names of its family's [Vocabulary]: a row for each thing the event speaks
/// of, since one PTP notification can tell of several clocks. There is always a first row, if only an empty one, so
/// that a filter over plain attributes has something to look at. Values are String, Long, Double, Boolean, Instant, or a Map of texts;
/// a fact that is not known is absent, never null or zero.
public final class Facts {

    /// Of an event that no family knows.
    public static final Facts NONE = new Facts(() -> List.of(Map.of()));

    private final Supplier<List<Map<String, Object>>> reader;
    private volatile @Nullable List<Map<String, Object>> rows;

    private Facts(Supplier<List<Map<String, Object>>> reader) {
        this.reader = reader;
    }

    public static Facts of(List<Map<String, Object>> rows) {
        Facts known = new Facts(() -> rows);
        known.rows();
        return known;
    }

    /// Facts that cost a parse, paid at most once and only when somebody asks.
    public static Facts lazy(Supplier<List<Map<String, Object>>> reader) {
        return new Facts(reader);
    }

    /// Whether asking for the rows costs nothing more.
    public boolean areRead() {
        return rows != null;
    }

    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> known = rows;
        if (known == null) {
            List<Map<String, Object>> read = reader.get();
            known = read.isEmpty() ? List.of(Map.of()) : read;
            rows = known;
        }
        return known;
    }
}
