package dev.evtool.report;

import java.io.IOException;

/// A JSON list that is written piece by piece, each on a line of its own.
final class JsonList {

    private final LineWriter out;
    private boolean any;

    /// Opens it as the member of that name, in an object that is begun already.
    JsonList(LineWriter out, String name) throws IOException {
        this.out = out;
        out.text("\"" + name + "\":[");
    }

    void add(byte[] piece) throws IOException {
        out.text(any ? ",\n" : "\n");
        out.bytes(piece);
        any = true;
    }

    void close() throws IOException {
        out.text(any ? "\n]" : "]");
    }
}
