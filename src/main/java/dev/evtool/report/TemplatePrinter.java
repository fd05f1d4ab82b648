package dev.evtool.report;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the user's template makes of an event, one line for each text it gives; the rest of the stream goes to stderr,
/// since the lines are the user's own format.
///
/// Line breaks and tabs pass, because they are the template's: the renderer must therefore clean each *value* before it
/// puts it in ([dev.evtool.terminal.Theme#safe(String)]), or a value could fake a line. All else is cleaned here,
/// whatever it comes from.
public final class TemplatePrinter implements EventPrinter {

    private final LineWriter out;
    private final Theme theme;
    private final Function<Event, List<String>> template;
    private final Consumer<Notice> notices;
    private final Consumer<Gap> gaps;

    public TemplatePrinter(OutputStream out, Theme theme, Function<Event, List<String>> template,
            Consumer<Notice> notices, Consumer<Gap> gaps) {
        this.out = new LineWriter(out);
        this.theme = theme;
        this.template = template;
        this.notices = notices;
        this.gaps = gaps;
    }

    @Override
    public void begin() {
        // each line stands for itself
    }

    @Override
    public void item(StreamItem item) throws IOException {
        switch (item) {
            case Event event -> {
                for (String text : template.apply(event)) {
                    out.line(theme.safeLayout(text));
                }
            }
            case Gap gap -> {
                // on a terminal both streams meet: keep the order
                out.flush();
                gaps.accept(gap);
            }
            case Notice notice -> {
                out.flush();
                notices.accept(notice);
            }
        }
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
