package dev.evtool.report;

import dev.evtool.event.StreamItem;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/// One JSON array of CloudEvents, gaps and notices among them, each on its own line.
public final class JsonPrinter implements EventPrinter {

    private final LineWriter out;
    private final Theme theme;
    private final Function<StreamItem, byte[]> encoder;
    private boolean any;

    /// @param encoder gives an item as JSON on one line, without the line break
    public JsonPrinter(OutputStream out, Theme theme, Function<StreamItem, byte[]> encoder) {
        this.out = new LineWriter(out);
        this.theme = theme;
        this.encoder = encoder;
    }

    @Override
    public void begin() throws IOException {
        out.write('[');
    }

    @Override
    public void item(StreamItem item) throws IOException {
        if (any) {
            out.write(',');
        }
        out.write('\n');
        out.bytes(theme.safeJson(encoder.apply(item)));
        any = true;
    }

    @Override
    public void end() throws IOException {
        out.line("\n]");
        out.flush();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
