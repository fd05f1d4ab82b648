package dev.evtool.report;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// How a family's sentences look, where its line is one ([dev.evtool.event.Sentence]).
///
/// @param zone of the times
/// @param fullIds whether long ids are printed whole
/// @param origins what to call those who speak, if several do
public record LineStyle(ZoneId zone, boolean fullIds, Origins origins) {

    /// Times in UTC, short ids, one who speaks.
    public static final LineStyle USUAL = new LineStyle(ZoneOffset.UTC, false, Origins.NONE);

    /// The same for several who speak.
    public LineStyle with(Origins others) {
        return new LineStyle(zone, fullIds, others);
    }
}
