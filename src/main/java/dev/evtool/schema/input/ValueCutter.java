package dev.evtool.schema.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

final class ValueCutter implements Cutter {

    private final LineCutter lines;

    ValueCutter(Feed feed, int longest) {
        lines = new LineCutter(feed, longest);
    }

    @Override
    public @Nullable Piece next() throws IOException {
        return lines.next();
    }
}
