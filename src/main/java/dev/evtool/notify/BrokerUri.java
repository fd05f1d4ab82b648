package dev.evtool.notify;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import dev.evtool.stream.UriParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses of brokers: `amqp[s]://[USER[:PASSWORD]@]HOST[:PORT][,HOST...][/VHOST][?PARAMETERS]`, and the
/// `transport_url` of oslo.messaging, `rabbit://USER:PASSWORD@HOST:PORT,USER:PASSWORD@HOST:PORT/VHOST`
/// (`oslo-notifications.md`, 1).
///
/// @param settings the broker
/// @param parameters what stands behind the `?`, of which those of the connection have been used
/// @param pasted whether the address holds a password, which everybody on this machine can read in the process list
record BrokerUri(BrokerSettings settings, UriParameters parameters, boolean pasted) {

    static final List<String> SCHEMES = List.of("amqp", "amqps", "rabbit");

    /// Parameters of the connection, for messages.
    static final List<String> PARAMETERS = List.of("password", "auth", "ca", "cert", "key", "insecure", "ssl");

    private static final String SPELLING = "in a password, / must be written as %2F, ? as %3F, @ as %40, a comma as %2C";
    private static final int LONGEST_VHOST = 255;
    private static final int PLAIN_PORT = 5672;
    private static final int TLS_PORT = 5671;
    private static final String GUEST = "guest";

    /// @param given what holds where the address says nothing
    /// @throws StreamException.Usage if it makes no sense; the message does not repeat what may be a secret
    static BrokerUri parse(String uri, Connecting given) throws StreamException.Usage {
        int colon = uri.indexOf("://");
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw usage("an address of a broker begins with amqp:// or amqps://", "amqp://USER@HOST:PORT/VHOST");
        }
        UriParameters parameters = UriParameters.of(uri);
        Connecting connecting = parameters.secured(given);
        boolean tls = scheme.equals("amqps") || "1".equals(parameters.get("ssl"))
                || "true".equals(parameters.get("ssl"));
        TlsFiles files = connecting.security().tls();
        if (!tls && (files.ca() != null || files.cert() != null || files.insecure())) {
            throw usage("certificates, or a wish not to check them, for a broker that is spoken to without TLS",
                    "use amqps://");
        }
        String rest = uri.substring(colon + 3).replaceFirst("\\?.*", "");
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash + 1);
        if (path.contains("@") || parameters.values().keySet().stream().anyMatch(name -> name.contains("@"))) {
            throw usage("an @ behind the host of the broker's address", SPELLING);
        }
        List<BrokerHost> hosts = new ArrayList<>();
        @Nullable
        String user = null;
        @Nullable
        String password = null;
        @Nullable
        String before = null;
        for (String part : authority.split(",", -1)) {
            int at = part.lastIndexOf('@');
            String said = at < 0 ? null : part.substring(0, at);
            if (said != null && before == null && !hosts.isEmpty()) {
                throw usage("the first host of the broker's address has no user, and another has", SPELLING);
            }
            if (said != null && before != null && !said.equals(before)) {
                throw usage("the hosts of one cluster have different users or passwords in the address",
                        "give the same for all, or one only; several brokers are several addresses");
            }
            if (said != null && before == null) {
                before = said;
                int separator = said.indexOf(':');
                user = UriParameters.decoded(separator < 0 ? said : said.substring(0, separator));
                password = separator < 0 ? null : UriParameters.decoded(said.substring(separator + 1));
            }
            hosts.add(host(part.substring(at + 1), tls));
        }
        BrokerLogin login = login(user, password, parameters, connecting);
        return new BrokerUri(new BrokerSettings(hosts, vhost(path), login, tls, connecting), parameters,
                password != null && !(password.equals(GUEST) && GUEST.equals(user)));
    }

    /// In oslo's addresses `/`, `//` and nothing all mean the virtual host `/`.
    private static String vhost(String path) throws StreamException.Usage {
        String decoded = UriParameters.decoded(path);
        if (decoded.getBytes(StandardCharsets.UTF_8).length > LONGEST_VHOST) {
            throw usage("the virtual host has more than " + LONGEST_VHOST + " bytes",
                    "the path of the address names it");
        }
        return decoded.isEmpty() ? "/" : decoded;
    }

    private static BrokerLogin login(@Nullable String user, @Nullable String pasted, UriParameters parameters,
            Connecting connecting) throws StreamException.Usage {
        String reference = parameters.get("password");
        String auth = parameters.get("auth");
        if ("external".equals(auth)) {
            if (connecting.security().tls().cert() == null) {
                throw usage("auth=external logs in by a certificate, and there is none", "give --cert and --key");
            }
            return new BrokerLogin.Certificate();
        }
        if (auth != null && !auth.equals("plain")) {
            throw usage("auth= is plain or external", "auth=plain");
        }
        if (reference != null && pasted != null) {
            throw usage("two passwords for one broker", "leave out the one in front of the @");
        }
        if (reference != null) {
            return new BrokerLogin.Password(user == null ? GUEST : user,
                    connecting.secrets().refer("password=", reference));
        }
        String word = pasted == null ? GUEST : pasted;
        if (user != null && pasted == null && !user.equals(GUEST)) {
            throw usage("no password for the user " + user,
                    "add ?password=env:NAME or ?password=file:PATH to the address");
        }
        return new BrokerLogin.Password(user == null ? GUEST : user, new Secret("the address", news -> word));
    }

    private static BrokerHost host(String text, boolean tls) throws StreamException.Usage {
        int end = text.lastIndexOf(':');
        boolean bare = end < 0 || text.endsWith("]");
        String host = bare ? text : text.substring(0, end);
        String port = bare ? "" : text.substring(end + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw usage("an address of IPv6 wants brackets", "[::1]:5672");
        }
        if (host.isEmpty()) {
            throw usage("the broker's address has no host", "amqp://USER@HOST:PORT/VHOST");
        }
        if (!port.isEmpty() && !(port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1
                && Integer.parseInt(port) <= 65_535)) {
            throw usage("the broker's address has no port that is one",
                    "give 1 to 65535; " + SPELLING);
        }
        return new BrokerHost(host, port.isEmpty() ? tls ? TLS_PORT : PLAIN_PORT : Integer.parseInt(port));
    }

    static StreamException.Usage usage(String what, String next) {
        return new StreamException.Usage(new Problem(what, null, next));
    }
}
