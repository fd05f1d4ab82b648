package dev.evtool.ptp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import okhttp3.HttpUrl;

/// Where a subscription's events go, and so whose it is: all with one endpoint are one client (`ptp.md`, section 3.2).
///
/// @param url as the consumer gave it; empty where it gave none
record ConsumerEndpoint(String url) {

    /// RFC 9562, 6.6: the name space of URLs.
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /// The id that proxies give the client: version 3 (MD5) of the endpoint.
    UUID client() {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(ByteBuffer.allocate(16).putLong(URLS.getMostSignificantBits())
                    .putLong(URLS.getLeastSignificantBits()).array());
            ByteBuffer hash = ByteBuffer.wrap(md5.digest(url.getBytes(StandardCharsets.UTF_8)));
            return new UUID((hash.getLong() & ~0xf000L) | 0x3000L,
                    (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /// Who that is, for people: an evtool, somebody who only pulls, a service of a cluster, or a host.
    String owner() {
        HttpUrl parsed = HttpUrl.parse(url);
        if (url.isEmpty()) {
            return "nobody (events go to the proxy's log)";
        }
        if (parsed == null) {
            return "?";
        }
        if (parsed.encodedPath().endsWith("/dummy")) {
            return parsed.queryParameter("evtool") != null ? "evtool, for pulls" : "the proxy itself, for pulls";
        }
        if (parsed.encodedPath().contains(PtpReceiver.PREFIX)) {
            return "evtool at " + parsed.host() + ":" + parsed.port();
        }
        String[] labels = parsed.host().split("\\.", -1);
        boolean service = labels.length >= 3 && labels[2].equals("svc");
        return service ? "service " + labels[0] + " in " + labels[1] : parsed.host() + ":" + parsed.port();
    }

    /// Whether the address means the proxy's own host, so that it cannot be tried from elsewhere.
    boolean isLocal() {
        HttpUrl parsed = HttpUrl.parse(url);
        return parsed != null && (parsed.host().equals("localhost") || parsed.host().startsWith("127.")
                || parsed.host().equals("::1"));
    }
}
