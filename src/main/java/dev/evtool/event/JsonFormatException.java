package dev.evtool.event;

import org.jspecify.annotations.Nullable;

/// A text that is no JSON, or not the JSON that its reader asks for, such as a CloudEvents 1.0 record. It concerns that one
/// text, never the stream it stands in.
public final class JsonFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;
    private final @Nullable String likely;

    JsonFormatException(String what, int offset) {
        this(what, null, offset);
    }

    /// Without a stack trace: bad lines may come by the million, and the trace would only show this package.
    JsonFormatException(String what, @Nullable String likely, int offset) {
        super(what, null, false, false);
        this.likely = likely;
        this.offset = offset;
    }

    /// Where in the line it went wrong, in bytes from the line's first.
    public int offset() {
        return offset;
    }

    /// The likely cause, where there is a good guess.
    public @Nullable String likelyCause() {
        return likely;
    }

    /// What is wrong, where, and the likely cause, on one line for people; without text of the line itself, except for
    /// attribute names.
    public String explanation() {
        return getMessage() + " at byte " + (offset + 1) + (likely == null ? "" : " (" + likely + ")");
    }
}
