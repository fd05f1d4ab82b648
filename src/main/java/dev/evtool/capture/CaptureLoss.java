package dev.evtool.capture;

import dev.evtool.event.Gap;
import java.time.Instant;

/// Keeps account of records that could not be written: those since the last good flush are at risk, and are lost when
/// the next one fails; those lost are told by one gap as soon as anything can be written again.
final class CaptureLoss {

    private long atRisk;
    private Instant riskFrom = Instant.MAX;
    private Instant riskTo = Instant.MIN;
    private long untold;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;
    private String reason = "";
    private long total;

    /// A record has been accepted.
    void risk(Instant received) {
        atRisk++;
        // records come in order of receipt
        riskFrom = atRisk == 1 ? received : riskFrom;
        riskTo = received;
    }

    /// All that was at risk is safe, and what was lost before has been told.
    void none() {
        atRisk = 0;
        untold = 0;
    }

    /// All that was at risk is lost; returns how much that was.
    long happened(String why) {
        if (atRisk > 0) {
            from = untold == 0 ? riskFrom : from;
            to = riskTo;
            reason = why;
        }
        long lost = atRisk;
        untold += lost;
        total += lost;
        atRisk = 0;
        return lost;
    }

    boolean isUntold() {
        return untold > 0;
    }

    Gap asGap() {
        return Gap.certain(CaptureFormat.SOURCE, from, to, "could not be written: " + reason, untold);
    }

    long total() {
        return total;
    }
}
