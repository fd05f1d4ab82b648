package dev.evtool.event;

import java.time.Instant;

/// Lines of CloudEvents 1.0 in JSON format to stream items: what [CloudEventWriter] writes, and what others write by
/// the same standard. Attributes may come in any order; unknown ones become extensions; `null` means absent. The whole
/// line is checked to be JSON in UTF-8, but of `data` nothing is built: its bytes become the payload as they stand.
///
/// What others leave out: without `received` an event counts as received at its `time`, or now where it has none;
/// without `severity` it is `info`; without `data` its payload is empty (zero bytes, in which nothing is found).
///
/// Not for several threads.
public final class CloudEventReader {

    private final Vocabularies vocabularies;
    private final JsonScanner scanner = new JsonScanner();
    private final WordCache words = new WordCache();
    private final UsualNames usual = new UsualNames();

    public CloudEventReader(Vocabularies vocabularies) {
        this.vocabularies = vocabularies;
    }

    /// The item of the line in `buf` from `from` to before `to`. What is kept of the bytes is copied.
    ///
    /// @param receivedIfMissing the time of receipt for events that have neither `received` nor `time`
    /// @throws JsonFormatException if the line is no CloudEvents 1.0 record: no JSON object, not UTF-8, deeper
    ///         than 500 levels; `specversion`, `id`, `source` or `type` missing or empty; an attribute twice or of a
    ///         wrong type
    public StreamItem read(byte[] buf, int from, int to, Instant receivedIfMissing) throws JsonFormatException {
        scanner.reset(buf, from, to);
        CloudEventDraft draft = new CloudEventDraft(buf, from, words);
        int p = scanner.blank(from);
        if (scanner.atEnd(p) || buf[p] != '{') {
            throw scanner.fail("no JSON object", null, p);
        }
        p = scanner.blank(p + 1);
        p = scanner.blank(scanner.at(p) == '}' ? p + 1 : members(buf, p, to, draft));
        if (!scanner.atEnd(p)) {
            throw scanner.fail("something follows the JSON object", "two records on one line", p);
        }
        return draft.item(vocabularies, receivedIfMissing);
    }

    /// Over the members of the object, to behind its closing brace.
    private int members(byte[] buf, int from, int to, CloudEventDraft draft) throws JsonFormatException {
        int p = from;
        for (int place = 0;; place++) {
            int value = usual.behind(place, buf, p, to);
            String name = usual.name(place);
            if (value < 0) {
                int colon = scanner.name(p);
                value = scanner.colon(colon);
                name = words.get(buf, p + 1, colon - 1);
                usual.learn(place, name, buf, p, value);
            }
            value = scanner.blank(value);
            int end = scanner.value(value);
            draft.set(name, value, end);
            p = scanner.blank(end);
            if (scanner.at(p) == '}') {
                return p + 1;
            }
            p = scanner.blank(scanner.expect(',', p));
        }
    }
}
