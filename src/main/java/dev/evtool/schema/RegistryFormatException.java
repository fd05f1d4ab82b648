package dev.evtool.schema;

/// A text that is no dump of a registry of versioned objects.
public final class RegistryFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String place;

    /// @param place a JSON pointer, or `line L, column C` where the text is no JSON
    /// @param what what is wrong there, without an end
    RegistryFormatException(String place, String what) {
        super((place.isEmpty() ? "" : place + ": ") + what);
        this.place = place;
    }

    /// Where: a JSON pointer (empty: the whole text), or `line L, column C` where the text is no JSON.
    public String place() {
        return place;
    }
}
