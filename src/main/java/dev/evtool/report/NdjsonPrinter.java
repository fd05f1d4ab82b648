package dev.evtool.report;

import dev.evtool.event.StreamItem;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/// One CloudEvents JSON object a line, gaps and notices too.
public final class NdjsonPrinter implements EventPrinter {

    private final LineWriter out;
    private final Theme theme;
    private final Function<StreamItem, byte[]> encoder;

    /// @param encoder gives an item as JSON on one line, without the line break
    public NdjsonPrinter(OutputStream out, Theme theme, Function<StreamItem, byte[]> encoder) {
        this.out = new LineWriter(out);
        this.theme = theme;
        this.encoder = encoder;
    }

    @Override
    public void begin() {
        // each line stands for itself
    }

    @Override
    public void item(StreamItem item) throws IOException {
        out.bytes(theme.safeJson(encoder.apply(item)));
        out.write('\n');
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
