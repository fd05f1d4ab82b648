package dev.evtool.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The payload of an event: the bytes as they came, decoded at most once and only when asked for.
public final class Payload {

    /// The media type of JSON text.
    public static final String JSON = "application/json";

    private final byte[] bytes;
    private final String contentType;
    private volatile @Nullable Object data;

    /// Takes the array as it is; the caller must not change it afterwards.
    public Payload(byte[] bytes, String contentType) {
        this.bytes = bytes;
        this.contentType = contentType;
    }

    public static Payload json(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8), JSON);
    }

    /// The bytes themselves, not a copy: read only.
    public byte[] bytes() {
        return bytes;
    }

    public String contentType() {
        return contentType;
    }

    public boolean isJson() {
        if (contentType.equals(JSON)) {
            return true;
        }
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
        return type.equalsIgnoreCase(JSON) || type.regionMatches(true, type.length() - 5, "+json", 0, 5);
    }

    /// The payload as Map, List, String, Long, BigInteger, Double, Boolean, or the text itself where it is not JSON;
    /// JSON null and unreadable JSON are an empty Map, since nothing can be found in them.
    public Object data() {
        Object known = data;
        if (known == null) {
            known = isJson() ? Json.tree(bytes) : new String(bytes, StandardCharsets.UTF_8);
            data = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Payload p && contentType.equals(p.contentType) && Arrays.equals(bytes, p.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return contentType + " " + new String(bytes, StandardCharsets.UTF_8);
    }
}
