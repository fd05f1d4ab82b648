package dev.evtool.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Counts remarks that are alike, so that what is wrong with 50,000 records in the same way is not said 50,000 times.
/// Bounded: a kind that comes when there are very many already is counted without being told from others.
final class Fold {

    /// Kinds that are told apart.
    private static final int KINDS = 1_000;

    /// What a part of a kind keeps of a long text.
    private static final int LONGEST = 300;

    private static final Pattern POSITION = Pattern.compile("/[0-9]+(?=/|$)");

    private static final Kind OTHERS = new Kind("", "", "", "");

    /// What makes two remarks alike.
    ///
    /// @param where the input, or empty where those of all inputs are alike
    /// @param what the pointer, with `*` for positions in lists; or the message
    record Kind(String where, String rule, String subject, String what) {}

    /// How often a kind was seen beyond what was said of it.
    record More(Kind kind, long count) {

        /// Whether it stands for all kinds that were not told apart.
        boolean isOthers() {
            return kind.equals(OTHERS);
        }
    }

    private final int said;
    private final Map<Kind, Long> seen = new LinkedHashMap<>();

    /// @param said how many of a kind are said
    Fold(int said) {
        this.said = said;
    }

    /// Of a violation: the same rule, payload and place in the record, whatever version and input; of a record as a whole
    /// the same message.
    static Kind violation(Remark remark) {
        String what = remark.pointer().isEmpty() ? Clip.text(remark.message(), LONGEST) : shape(remark.pointer());
        return new Kind("", remark.rule(), Clip.text(remark.name(), LONGEST), what);
    }

    /// Of a verdict: the same of the same version in the same input.
    static Kind verdict(Remark remark) {
        return new Kind(Clip.text(remark.file(), LONGEST), remark.rule(), Clip.text(remark.subject(), LONGEST),
                Clip.text(remark.message(), LONGEST));
    }

    /// Counts one, and says whether it is among those to be said.
    boolean says(Kind kind) {
        boolean known = seen.containsKey(kind) || seen.size() < KINDS;
        return seen.merge(known ? kind : OTHERS, 1L, Long::sum) <= said && known;
    }

    /// One that was not among those to be said was said nevertheless.
    void saidToo(Kind kind) {
        seen.computeIfPresent(seen.containsKey(kind) ? kind : OTHERS, (_, count) -> count - 1);
    }

    /// The kinds of which there was more than was said, the most frequent first.
    List<More> more() {
        if (seen.isEmpty()) {
            return List.of(); // and what compares them need not be made
        }
        return seen.entrySet().stream()
                .map(kind -> new More(kind.getKey(), kind.getValue() - (kind.getKey().equals(OTHERS) ? 0 : said)))
                .filter(more -> more.count > 0).sorted(Comparator.comparingLong(More::count).reversed()).toList();
    }

    /// A pointer with `*` for the positions in lists.
    static String shape(String pointer) {
        return POSITION.matcher(Clip.text(pointer, LONGEST)).replaceAll("/*");
    }
}
