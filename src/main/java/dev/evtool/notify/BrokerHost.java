package dev.evtool.notify;

/// One host of a broker; several make a cluster, any of which will do.
record BrokerHost(String host, int port) {

    /// As addresses have it: `node1:5672`, `[::1]:5672`.
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
