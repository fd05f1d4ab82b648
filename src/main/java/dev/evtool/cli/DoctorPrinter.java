package dev.evtool.cli;

import dev.evtool.stream.Finding;
import java.io.IOException;

/// Where a doctor's findings go, each as soon as it is known.
interface DoctorPrinter {

    /// What a doctor looks at, in words.
    ///
    /// @param peer such as `proxy`: also the member of JSON that names it
    /// @param peers of several
    /// @param items what is to come from them, such as `events`
    record Words(String peer, String peers, String items) {}

    /// The next peer's findings follow.
    void begin(String peer);

    void finding(Finding finding);

    /// All was said of that peer.
    void conclude();

    void end() throws IOException;
}
