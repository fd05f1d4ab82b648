package dev.evtool.stats;

import java.util.List;

/// What all subjects of a stream came to.
///
/// @param unfollowed observations of further subjects, which were too many to be followed
/// @param unread events from the first one on that the filter refused without decoding it; if there were any, there are
///        no lines, since the sums could not be true
public record StateReport(List<Line> subjects, long unfollowed, long unread) {

    public StateReport {
        subjects = List.copyOf(subjects);
    }

    /// One of them.
    ///
    /// @param noun what such a subject is called
    /// @param origin who told, such as `ptp://node1:9043`
    /// @param subject its name, in parts
    public record Line(String noun, String origin, List<String> subject, StateSummary summary) {

        public Line {
            subject = List.copyOf(subject);
        }
    }
}
