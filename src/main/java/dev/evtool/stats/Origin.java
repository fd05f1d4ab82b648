package dev.evtool.stats;

/// The peer in the URI of a source: scheme and authority, as `ptp://node1:9043` of `ptp://node1:9043/sync/sync-status`.
final class Origin {

    private Origin() {}

    /// Where it ends in a URI.
    static int end(String uri) {
        int scheme = uri.indexOf("://");
        int i = scheme < 0 ? 0 : scheme + 3;
        while (i < uri.length() && uri.charAt(i) != '/' && uri.charAt(i) != '?' && uri.charAt(i) != '#') {
            i++;
        }
        return i;
    }

    /// Of a URI's characters up to there.
    static int hash(String uri, int end) {
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = hash * 31 + uri.charAt(i);
        }
        return hash;
    }

    /// Whether what one source lost can concern what came from another: the same, one under it, or any if the loss was
    /// evtool's own, whose source is no URI.
    static boolean covers(String lossy, String source) {
        if (lossy.indexOf(':') < 0) {
            return true;
        }
        return source.startsWith(lossy) && (source.length() == lossy.length() || lossy.endsWith("/")
                || "/?#".indexOf(source.charAt(lossy.length())) >= 0);
    }
}
