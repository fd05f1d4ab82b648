package dev.evtool.ptp;

/// Time limits of the JDK's HTTP server, which knows them only as system properties and reads them once, when its first
/// server is made.
final class HttpLimits {

    /// The largest body taken from a peer. Real events have less than 1 KB; 100 clocks in one event have some 40 KB.
    static final int MAX_BODY = 1 << 20;

    private HttpLimits() {}

    /// Must be called before a server is made. What the user set on the JVM's command line wins.
    static void apply() {
        // a request that trickles in byte by byte
        propose("sun.net.httpserver.maxReqTime", "10");
        propose("sun.net.httpserver.maxRspTime", "10");
        // longer than a Go client keeps an idle connection (90 s): if the server closed first, an event posted at
        // that instant would be lost, since proxies never send one twice (ptp.md, section 3.3)
        propose("sun.net.httpserver.idleInterval", "300");
        propose("sun.net.httpserver.maxIdleConnections", "1000");
        propose("jdk.httpserver.maxConnections", "1000");
        propose("sun.net.httpserver.nodelay", "true");
    }

    private static void propose(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
