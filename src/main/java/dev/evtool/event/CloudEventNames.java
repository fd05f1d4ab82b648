package dev.evtool.event;

import java.util.Set;

/// Attribute names of CloudEvents 1.0 (section 3) and of its JSON format, and our extensions `received` and `severity`.
final class CloudEventNames {

    static final String SPECVERSION = "specversion";
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String SUBJECT = "subject";
    static final String TIME = "time";
    static final String RECEIVED = "received";
    static final String SEVERITY = "severity";
    static final String CONTENT_TYPE = "datacontenttype";
    static final String DATA = "data";
    static final String DATA_BASE64 = "data_base64";

    /// What has a place of its own in an [Event], and so cannot be among its extensions.
    static final Set<String> STANDARD = Set.of(SPECVERSION, ID, SOURCE, TYPE, SUBJECT, TIME, RECEIVED, SEVERITY,
            CONTENT_TYPE, DATA, DATA_BASE64);

    private CloudEventNames() {}
}
