package dev.evtool.schema;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was seen at one place of many records: how many values of which type, and of those within them.
final class Sketch {

    /// What a value can be. The words are those of warnings.
    enum Sort {
        BOOLEAN("true or false"), INTEGER("an integer"), NUMBER("a number"), STRING("a string"), LIST("an array"),
        OBJECT(
                "an object"),
        PAYLOAD("a versioned object");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// Forms that say what a string is, the narrower before the wider.
    static final List<Scalar> FORMS = List.of(Scalar.UUID, Scalar.DATETIME, Scalar.RFC3339, Scalar.OSLOTIME, Scalar.IP,
            Scalar.MAC);

    private static final int MOST_NAMES = 8;

    private final Map<Sort, Long> counts = new EnumMap<>(Sort.class);
    private final Set<Scalar> forms = EnumSet.copyOf(FORMS);
    private final Map<String, Sketch> members = new LinkedHashMap<>();
    private final Set<String> payloads = new LinkedHashSet<>();
    private @Nullable Set<String> texts = new LinkedHashSet<>();
    private @Nullable Sketch items;
    private @Nullable Sketch others;
    private long values;
    private long nulls;

    void addNull() {
        values++;
        nulls++;
    }

    void add(Sort sort) {
        values++;
        counts.merge(sort, 1L, Long::sum);
    }

    /// A string, given by its bytes.
    ///
    /// @param most how many different ones are kept; with more they are no enumeration
    void addText(byte[] text, String value, int most) {
        add(Sort.STRING);
        forms.removeIf(form -> !form.spells(text, 0, text.length));
        Set<String> kept = texts;
        if (kept != null) {
            kept.add(value);
            texts = kept.size() > most ? null : kept;
        }
    }

    /// A versioned object of that name.
    void addPayload(String name) {
        add(Sort.PAYLOAD);
        if (payloads.size() < MOST_NAMES) {
            payloads.add(name);
        }
    }

    /// What is seen of the elements of arrays.
    Sketch items() {
        Sketch known = items;
        if (known == null) {
            known = new Sketch();
            items = known;
        }
        return known;
    }

    /// What is seen of a member.
    ///
    /// @param room whether a new name may be kept; what is not is seen together with all others that are not
    Sketch member(String name, boolean room) {
        Sketch known = members.get(name);
        if (known == null && room) {
            known = new Sketch();
            members.put(name, known);
        }
        return known == null ? others() : known;
    }

    private Sketch others() {
        Sketch known = others;
        if (known == null) {
            known = new Sketch();
            others = known;
        }
        return known;
    }

    long values() {
        return values;
    }

    long nulls() {
        return nulls;
    }

    long count(Sort sort) {
        return counts.getOrDefault(sort, 0L);
    }

    /// What was seen besides null.
    List<Sort> sorts() {
        return List.copyOf(counts.keySet());
    }

    /// The narrowest form that all strings have; null if there is none.
    @Nullable
    Scalar form() {
        return FORMS.stream().filter(forms::contains).findFirst().orElse(null);
    }

    /// All different strings; null if they are too many.
    @Nullable
    Set<String> texts() {
        return texts;
    }

    Set<String> payloads() {
        return payloads;
    }

    Map<String, Sketch> members() {
        return members;
    }

    /// Whether there were more names than are kept.
    boolean hasOthers() {
        return others != null;
    }

    /// All members as if they were one.
    Sketch anyMember() {
        Sketch all = new Sketch();
        members.values().forEach(all::merge);
        if (others != null) {
            all.merge(others);
        }
        return all;
    }

    private void merge(Sketch other) {
        values += other.values;
        nulls += other.nulls;
        other.counts.forEach((sort, count) -> counts.merge(sort, count, Long::sum));
        forms.retainAll(other.forms);
        payloads.addAll(other.payloads);
        texts = null;
        if (other.items != null) {
            items().merge(other.items);
        }
        other.members.forEach((name, member) -> member(name, true).merge(member));
        if (other.others != null) {
            others().merge(other.others);
        }
    }
}
