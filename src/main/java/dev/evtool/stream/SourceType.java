package dev.evtool.stream;

import dev.evtool.event.Vocabulary;
import java.util.Set;

/// A family as the rest of evtool sees it. A new family is one package and one line in `cli.Families`.
public interface SourceType {

    /// The URI schemes of its sources, such as `ptp` and `ptps`.
    Set<String> schemes();

    /// The name of its embedded demo in `demo:NAME`.
    String demoName();

    Vocabulary vocabulary();

    /// The source of a URI of one of the schemes. Opens nothing yet.
    ///
    /// @throws StreamException.Usage if the URI says something that the family cannot do
    Source open(String uri, Connecting connecting) throws StreamException.Usage;

    /// The source of the family's embedded demo, which starts and ends with it.
    ///
    /// @param connecting of which a demo needs at most to know whether secrets are kept
    Source demo(Connecting connecting);
}
