package dev.evtool.ptp;

/// A body that is no PTP event; the message says what is wrong with it, for people.
final class PtpFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    PtpFormatException(String message) {
        super(message);
    }
}
