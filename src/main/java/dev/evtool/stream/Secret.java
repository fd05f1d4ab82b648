package dev.evtool.stream;

import java.util.function.Consumer;

/// A password or a token: known by where it is kept, which everybody may read; its value is only ever handed to the peer
/// that it is for. It stands in no text that this class makes.
public final class Secret {

    /// Where the value comes from, each time that it is needed.
    public interface Store {

        /// The value as it is now.
        ///
        /// @param news is told of what a person should know of the store; never of the value
        /// @throws StreamException.Unreadable if there is none, and never was
        String value(Consumer<String> news) throws StreamException.Unreadable;
    }

    private final String reference;
    private final Store store;

    /// @param reference where it is kept, such as `env:TOKEN` or `file:/run/token`
    public Secret(String reference, Store store) {
        this.reference = reference;
        this.store = store;
    }

    /// Where it is kept, for messages.
    public String reference() {
        return reference;
    }

    /// The value as it is now. It may be another one in a moment: do not keep it.
    ///
    /// @throws StreamException.Unreadable if there is none, and never was
    public String value(Consumer<String> news) throws StreamException.Unreadable {
        return store.value(news);
    }

    /// Without the value.
    @Override
    public String toString() {
        return "secret of " + reference;
    }
}
