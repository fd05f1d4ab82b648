package dev.evtool.notify;

import dev.evtool.stream.TlsFiles;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Next steps as commands that can be typed as they stand, with the broker's address in them; each in backticks, by which
/// [dev.evtool.stream.Finding#command] and whoever prints it know it. No password stands in them.
record BrokerAdvice(BrokerSettings broker) {

    private static final String GUEST = "guest";

    /// The broker as the user may name it on a command line.
    String address() {
        return switch (broker.login()) {
            case BrokerLogin.Certificate certificate -> broker.name() + "?auth=external";
            case BrokerLogin.Password login when login.user().equals(GUEST) -> broker.name();
            case BrokerLogin.Password login -> broker.name().replaceFirst("://",
                    "://" + URLEncoder.encode(login.user(), StandardCharsets.UTF_8).replace("+", "%20") + "@")
                    + "?password=" + (login.password().reference().contains(":") ? login.password().reference()
                            : "env:NAME");
        };
    }

    /// This examination again, with something changed.
    String again(String options) {
        return run("doctor", options);
    }

    /// Another command about the same broker.
    String run(String command, String options) {
        String address = address();
        TlsFiles tls = broker.connecting().security().tls();
        return typed("evtool notify " + command + " " + (address.contains("?") ? "'" + address + "'" : address)
                + file(" --ca ", tls.ca()) + file(" --cert ", tls.cert()) + file(" --key ", tls.key())
                + (tls.insecure() ? " --insecure" : "") + (options.isEmpty() ? "" : " " + options));
    }

    private static String file(String option, @Nullable Path path) {
        return path == null ? "" : option + path;
    }

    /// What gives the user the permissions that a tap of these exchanges needs; they replace those that it has.
    String permissions(List<String> exchanges) {
        return "its permissions in this virtual host are too few; this replaces them by what a tap needs: "
                + typed("rabbitmqctl set_permissions" + vhost() + " " + user()
                        + " '^amq[.]gen' '^amq[.]gen' '^amq[.]gen|^("
                        + String.join("|", exchanges) + ")$'");
    }

    String user() {
        return switch (broker.login()) {
            case BrokerLogin.Certificate certificate -> "USER";
            case BrokerLogin.Password login -> login.user();
        };
    }

    /// The option of `rabbitmqctl` for the virtual host; nothing for `/`.
    String vhost() {
        return broker.vhost().equals("/") ? "" : " -p '" + broker.vhost() + "'";
    }

    static String typed(String command) {
        return "`" + command + "`";
    }

    /// Such as `1 message` and `2 messages`.
    static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
