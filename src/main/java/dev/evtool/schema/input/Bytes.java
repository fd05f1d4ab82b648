package dev.evtool.schema.input;

import java.io.Closeable;
import java.io.IOException;

/// Where an input's bytes come from, in the manner of `InputStream.read`: waits for at least one, -1 at the end.
interface Bytes extends Closeable {

    int read(byte[] into, int at, int length) throws IOException;
}
