package dev.evtool.ptp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What the head of an HTTP/1.x request says about how to go on (RFC 9112).
///
/// @param length of the body in bytes; 0 where none is announced
/// @param chunked whether the body comes in chunks instead
/// @param attributes the header fields `ce-*` by their names in lower case, without the prefix
record HttpHead(String method, String path, long length, boolean chunked, boolean keepAlive, boolean expectsContinue,
        Map<String, String> attributes) {

    /// A head that cannot be followed; the connection is closed after the answer, since its end cannot be found.
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Bad(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /// Reads a head.
    ///
    /// @param length with the empty line
    static HttpHead parse(byte[] buffer, int from, int length) throws Bad {
        String text = new String(buffer, from, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String[] start = text.substring(0, Math.max(end, 0)).stripTrailing().split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/")) {
            throw new Bad(400, "not an HTTP request");
        }
        if (!start[2].equals("HTTP/1.1") && !start[2].equals("HTTP/1.0")) {
            throw new Bad(505, "only HTTP/1.1 is spoken here");
        }
        Fields fields = new Fields(start[2].equals("HTTP/1.1"));
        for (int at = end + 1; at < text.length();) {
            int to = text.indexOf('\n', at);
            String line = text.substring(at, to < 0 ? text.length() : to).stripTrailing();
            if (!line.isEmpty()) {
                fields.add(line);
            }
            at = to < 0 ? text.length() : to + 1;
        }
        if (fields.chunked && fields.length >= 0) {
            throw new Bad(400, "both Content-Length and Transfer-Encoding");
        }
        return new HttpHead(start[0], path(start[1]), Math.max(0, fields.length), fields.chunked, fields.keepAlive,
                fields.expectsContinue, fields.attributes);
    }

    private static String path(String target) {
        String path = target;
        if (target.startsWith("http://") || target.startsWith("https://")) {
            int slash = target.indexOf('/', target.indexOf("//") + 2);
            path = slash < 0 ? "/" : target.substring(slash);
        }
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /// The header fields that matter.
    private static final class Fields {
        private long length = -1;
        private boolean chunked;
        private boolean keepAlive;
        private boolean expectsContinue;
        private Map<String, String> attributes = Map.of();

        Fields(boolean keepAlive) {
            this.keepAlive = keepAlive;
        }

        void add(String line) throws Bad {
            int colon = line.indexOf(':');
            if (colon <= 0 || Character.isWhitespace(line.charAt(0))
                    || Character.isWhitespace(line.charAt(colon - 1))) {
                throw new Bad(400, "a header field without a name");
            }
            String value = line.substring(colon + 1).strip();
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            switch (name) {
                case "content-length" -> length = length(value);
                case "transfer-encoding" -> {
                    if (!value.equalsIgnoreCase("chunked")) {
                        throw new Bad(501, "a transfer encoding other than chunked");
                    }
                    chunked = true;
                }
                case "connection" -> keepAlive = value.equalsIgnoreCase("close") ? false
                        : keepAlive || value.equalsIgnoreCase("keep-alive");
                case "expect" -> expectsContinue = value.equalsIgnoreCase("100-continue");
                default -> {
                    // says nothing about how to read the request
                    if (name.startsWith("ce-")) {
                        attributes = attributes.isEmpty() ? new HashMap<>() : attributes;
                        attributes.put(name.substring("ce-".length()), value);
                    }
                }
            }
        }

        private long length(String value) throws Bad {
            if (value.isEmpty() || value.length() > 18 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new Bad(400, "a Content-Length that is no number");
            }
            long parsed = Long.parseLong(value);
            if (length >= 0 && length != parsed) {
                throw new Bad(400, "two different Content-Lengths");
            }
            return parsed;
        }
    }
}
