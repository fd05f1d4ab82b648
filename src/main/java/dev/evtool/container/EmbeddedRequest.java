package dev.evtool.container;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to an embedded engine.
///
/// @param path decoded, without query
/// @param query the first value of each name
/// @param headers by their names in small letters
record EmbeddedRequest(String method, String path, Map<String, String> query, Map<String, String> headers,
        boolean last) {

    /// Reads the head of a request.
    ///
    /// @throws EngineFormatException if it is none
    static EmbeddedRequest of(String head) throws EngineFormatException {
        String[] lines = head.split("\r?\n", -1);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.") || !words[1].startsWith("/")) {
            throw new EngineFormatException("malformed HTTP request");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        if (headers.containsKey("transfer-encoding") || !headers.getOrDefault("content-length", "0").equals("0")) {
            throw new EngineFormatException("no request with a body is served here");
        }
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        boolean last = words[2].equals("HTTP/1.0")
                || headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        return new EmbeddedRequest(words[0], decoded(path), query(mark < 0 ? "" : words[1].substring(mark + 1)),
                headers, last);
    }

    @Nullable
    String parameter(String name) {
        String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /// As Go's servers read truth: an empty value and `0` and `false` are none.
    boolean isSet(String name, boolean otherwise) {
        String value = parameter(name);
        return value == null ? otherwise : !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    private static Map<String, String> query(String text) throws EngineFormatException {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.putIfAbsent(decoded(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) throws EngineFormatException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EngineFormatException("invalid URL escape");
        }
    }
}
