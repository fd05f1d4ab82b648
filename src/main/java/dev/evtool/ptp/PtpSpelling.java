package dev.evtool.ptp;

/// How the values of an event, and fields of API v1, are spelt (`ptp.md`, version map and section 5.2). It goes by the
/// release, not by the API, and documents mix both.
public enum PtpSpelling {
    /// `resource`, `dataType`, `valueType`, and `v1` as version of the data: 4.15 and older.
    OLD("old"),
    /// `ResourceAddress`, `data_type`, `value_type`, and `1.0`: 4.16 and later.
    NEW("new");

    private final String word;

    PtpSpelling(String word) {
        this.word = word;
    }

    /// How options name it.
    public String word() {
        return word;
    }
}
