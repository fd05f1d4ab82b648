package dev.evtool.terminal;

import java.io.IOException;

/// Nobody reads our output any more: the pipe's other end was closed. A reason to end quietly, not an error.
public final class ClosedPipeException extends IOException {

    private static final long serialVersionUID = 1L;

    ClosedPipeException(IOException cause) {
        super("the reader of our output is gone", cause);
    }
}
