package dev.evtool.notify;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.UriParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// A broker, or a cluster of them, and how to get in.
///
/// @param hosts tried in random order, as oslo.messaging does
/// @param vhost the virtual host, such as `/`
public record BrokerSettings(List<BrokerHost> hosts, String vhost, BrokerLogin login, boolean tls,
        Connecting connecting) {

    /// What the cloud of the demo is called, which has no broker.
    static final String DEMO = "demo:notifications";

    public BrokerSettings {
        hosts = List.copyOf(hosts);
    }

    /// Of the demo.
    static BrokerSettings demo(Connecting connecting) {
        return new BrokerSettings(List.of(), "/", new BrokerLogin.Certificate(), false, connecting);
    }

    /// What messages call it, such as `amqp://node1:5672,node2:5672/cloud`; it holds no secret and no default.
    public String name() {
        return hosts.isEmpty() ? DEMO : address() + (vhost.equals("/") ? "" : "/" + encoded(vhost));
    }

    /// What events that came by an exchange have as their source; the virtual host is always there.
    String sourceOf(String exchange) {
        return (hosts.isEmpty() ? DEMO : address() + "/" + encoded(vhost)) + "/" + encoded(exchange);
    }

    private String address() {
        return (tls ? "amqps://" : "amqp://")
                + hosts.stream().map(BrokerHost::toString).collect(Collectors.joining(","));
    }

    /// @see UriParameters#decoded
    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
