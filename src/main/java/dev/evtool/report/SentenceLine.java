package dev.evtool.report;

import dev.evtool.event.Gap;
import dev.evtool.event.Sentence;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// A [Sentence] as a line: `TIME [ORIGIN] container start 3277ec2e57cd (image=busybox, name=web)`. What has blanks, or
/// anything else by which one value could pass for two, stands in quotes.
final class SentenceLine {

    /// The most of one line, give or take a value; an event can be of many megabytes.
    private static final int LONGEST = 32_000;

    private static final int LONG_ID = 64;
    private static final int SHORT_ID = 12;
    private static final String DIGEST = "sha256:";

    private final Theme theme;
    private final LineStyle style;
    private final ZonedTimes times;
    private final StringBuilder word = new StringBuilder(64);

    SentenceLine(Theme theme, LineStyle style) {
        this.theme = theme;
        this.style = style;
        this.times = new ZonedTimes(style.zone());
    }

    void append(StringBuilder line, Instant time, String source, Sentence sentence) {
        theme.paint(line, Style.DIM, times.text(time));
        if (style.origins().areShown()) {
            theme.paint(line.append(' '), Style.DIM, word(style.origins().name(source, sentence.origin())));
        }
        int last = sentence.words().size() - 1;
        for (int i = 0; i <= last; i++) {
            theme.paint(line.append(' '), i == last ? Style.of(sentence.tone()) : Style.PLAIN,
                    what(sentence.words().get(i)));
        }
        if (!sentence.detail().isEmpty()) {
            PlainWord.append(line.append(": "), sentence.detail(), theme);
        }
        String object = sentence.object();
        theme.tint(line.append(' '), word(style.fullIds() ? object : shortened(object)));
        if (!sentence.attributes().isEmpty()) {
            attributes(line.append(" ("), sentence);
            line.append(')');
        }
    }

    /// A gap among the sentences: in UTC as everywhere, unless their times are local.
    Optional<String> local(Gap gap) {
        return style.zone().equals(ZoneOffset.UTC) ? Optional.empty()
                : Optional.of(GapLine.row(gap, times, theme));
    }

    private void attributes(StringBuilder line, Sentence sentence) {
        int left = sentence.attributes().size();
        String before = "";
        for (Map.Entry<String, String> attribute : sentence.attributes().entrySet()) {
            line.append(before);
            if (line.length() > LONGEST) {
                line.append(theme.ellipsis()).append(left).append(" more"); // the blank: no name has one bare
                return;
            }
            PlainWord.append(line, attribute.getKey(), theme).append('=');
            PlainWord.append(line, attribute.getValue(), theme);
            if (sentence.doubtful().contains(attribute.getKey())) {
                line.append('?');
            }
            before = ", ";
            left--;
        }
    }

    /// A word of the sentence: a colon at its end would announce a detail.
    private String what(String text) {
        return text.endsWith(":") ? theme.quoted(text) : word(text);
    }

    private String word(String text) {
        word.setLength(0);
        return PlainWord.append(word, text, theme).toString();
    }

    /// A long hexadecimal id as all engines' tools show it.
    static String shortened(String id) {
        int from = id.startsWith(DIGEST) ? DIGEST.length() : 0;
        if (id.length() - from != LONG_ID) {
            return id;
        }
        for (int i = from; i < id.length(); i++) {
            char c = id.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return id;
            }
        }
        return id.substring(from, from + SHORT_ID);
    }
}
