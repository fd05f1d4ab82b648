package dev.evtool.cli;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Output;

/// Notices and gaps on stderr, for the person before it, where stdout or a capture has them only for programs.
record Spoken(StreamRun run, boolean quiet) implements Output {

    @Override
    public void accept(StreamItem item) {
        if (quiet) {
            return;
        }
        switch (item) {
            case Notice notice -> run.notice(notice);
            case Gap gap -> run.gap(gap);
            case Event event -> {
                // in the file
            }
        }
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void close() {
        // stderr is not ours to close
    }
}
