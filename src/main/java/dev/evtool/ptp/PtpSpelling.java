package dev.evtool.ptp;

import dev.evtool.event.Json;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// How the values of an event, and fields of API v1, are spelt (`ptp.md`, version map and section 5.2). It goes by the
/// release, not by the API, and documents mix both.
public enum PtpSpelling {
    /// `resource`, `dataType`, `valueType`, and `v1` as version of the data: 4.15 and older.
    OLD("old", "v1", "resource", "dataType", "valueType"),
    /// `ResourceAddress`, `data_type`, `value_type`, and `1.0`: 4.16 and later.
    NEW("new", "1.0", "ResourceAddress", "data_type", "value_type");

    private final String word;
    private final String version;
    private final String address;
    private final String dataType;
    private final String valueType;

    PtpSpelling(String word, String version, String address, String dataType, String valueType) {
        this.word = word;
        this.version = version;
        this.address = address;
        this.dataType = dataType;
        this.valueType = valueType;
    }

    /// How options name it.
    public String word() {
        return word;
    }

    /// The text of a `data` member.
    byte[] data(List<PtpValue> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("version", version);
            json.writeArrayPropertyStart("values");
            for (PtpValue v : values) {
                json.writeStartObject();
                json.writeStringProperty(address, v.address());
                json.writeStringProperty(dataType, v.dataType());
                json.writeStringProperty(valueType, v.valueType());
                json.writeStringProperty("value", v.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
