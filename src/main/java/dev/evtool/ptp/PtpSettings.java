package dev.evtool.ptp;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// What to watch at one proxy.
///
/// @param proxy the base of its URLs, without the API's path, ending in `/`
/// @param nodes full node names; empty means those that the proxy publishes for
/// @param resources short resource paths such as `/sync/ptp-status/lock-state`, or full addresses; empty means all
///        that the proxy publishes
/// @param api what the proxy speaks; `null` to find out
/// @param poll how often to ask for the present state instead of being told of changes; `null` to be told
/// @param advertise how the proxy reaches our receiver, if not by the address it listens on
public record PtpSettings(HttpUrl proxy, List<String> nodes, List<String> resources, @Nullable PtpApi api,
        @Nullable Duration poll, @Nullable HttpUrl advertise, Connecting connecting) {

    private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

    /// All that a proxy publishes, told of changes.
    public static PtpSettings of(HttpUrl proxy, Connecting connecting) {
        return new PtpSettings(proxy, List.of(), List.of(), null, null, null, connecting);
    }

    /// The URI of the proxy as a source: `ptp://HOST:PORT`, or `ptps` for TLS.
    public String uri() {
        String scheme = proxy.isHttps() ? "ptps" : "ptp";
        String host = proxy.host().contains(":") ? "[" + proxy.host() + "]" : proxy.host();
        String path = proxy.encodedPath().equals("/") ? "" : proxy.encodedPath().replaceAll("/$", "");
        return scheme + "://" + host + ":" + proxy.port() + path;
    }

    /// The base URL of the proxy as people know it, such as `http://node1:9043`.
    public String url() {
        return proxy.toString().replaceFirst("/$", "");
    }

    /// A proxy's address as users write it: `http://HOST:PORT`, `ptp://HOST:PORT`, `HOST:PORT` or `HOST`; a path from
    /// the API's base on is dropped, and where no port is given it is the usual one of the API.
    ///
    /// @param api what the proxy is said to speak, if that is known
    /// @throws StreamException.Usage if it is none of these
    public static HttpUrl proxy(String text, @Nullable PtpApi api) throws StreamException.Usage {
        int usualPort = (api == null ? PtpApi.V2 : api).port();
        String url = text.strip();
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("ptp://") || lower.startsWith("ptps://")) {
            url = "http" + url.substring(3);
        } else if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            url = url.contains("://") ? "" : "http://" + url;
        }
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            throw new StreamException.Usage(new Problem("\"" + masked(text) + "\" is not the address of a proxy",
                    null, "write it as http://HOST:PORT, such as http://localhost:" + usualPort));
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            throw new StreamException.Usage(new Problem("the address of " + parsed.host() + " has a user or a password",
                    "cloud-event-proxies know no passwords", "leave out what stands before the @"));
        }
        String path = parsed.encodedPath();
        int start = path.indexOf("/api/ocloudNotifications");
        path = start >= 0 ? path.substring(0, start + 1) : path.endsWith("/") ? path : path + "/";
        HttpUrl.Builder base = parsed.newBuilder().encodedPath(path).query(null).fragment(null);
        return hasPort(url) ? base.build() : base.port(usualPort).build();
    }

    /// The version of the API that a pasted address names by its path.
    public static Optional<PtpApi> apiOf(String text) {
        return Arrays.stream(PtpApi.values()).filter(api -> api != PtpApi.V1_TRANSPORT)
                .filter(api -> (text + "/").contains(api.basePath())).findFirst();
    }

    /// Reads the name of an API; `auto` gives `null`, to find out.
    ///
    /// @throws StreamException.Usage if it is no API
    public static @Nullable PtpApi api(String word) throws StreamException.Usage {
        if (word.equals("auto")) {
            return null;
        }
        return PtpApi.of(word).orElseThrow(() -> new StreamException.Usage(new Problem(
                "\"" + word + "\" is not an API that evtool speaks", null, "use auto, v1, v2 or v1-transport")));
    }

    /// How often to poll, as users write it; from a tenth of a second on.
    ///
    /// @throws StreamException.Usage if it is no such time
    public static Duration poll(String text) throws StreamException.Usage {
        return DurationText.parse(text).filter(d -> d.compareTo(SHORTEST_POLL) >= 0 && d.toDays() < 1000).orElseThrow(
                () -> new StreamException.Usage(new Problem("\"" + text + "\" is not how often one could poll a proxy",
                        null, "write a time from 100ms on, such as 5s or 1m")));
    }

    private static boolean hasPort(String url) {
        String authority = url.replaceFirst("^[a-zA-Z]+://", "").replaceFirst("[/?#].*$", "");
        return authority.matches(".*:\\d+");
    }

    /// An address for messages: without a user, a password, and parameters, which may hold a secret by mistake.
    static String masked(String text) {
        return text.replaceFirst("^([a-zA-Z]+://)?[^/]*@", "$1").replaceFirst("(?s)\\?.*$", "?…");
    }

    /// `HOST:PORT` to listen on; port 0 takes a free one, `*` or an empty host all addresses.
    ///
    /// @throws StreamException.Usage if it is not of that form, or the host is not known
    public static InetSocketAddress listen(String text) throws StreamException.Usage {
        int colon = text.lastIndexOf(':');
        if (colon >= 0 && text.substring(colon + 1).matches("\\d{1,5}")) {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
            if (port < 65536) {
                InetSocketAddress address = host.isEmpty() || host.equals("*") ? new InetSocketAddress(port)
                        : new InetSocketAddress(host, port);
                if (!address.isUnresolved()) {
                    return address;
                }
            }
        }
        throw new StreamException.Usage(new Problem("\"" + text + "\" is not an address to listen on", null,
                "write it as HOST:PORT, such as 127.0.0.1:9143 or 0.0.0.0:9143; port 0 takes a free one"));
    }

    /// Resource paths for words of the command line.
    ///
    /// @throws StreamException.Usage if a word means nothing
    public static List<String> resources(List<String> words) throws StreamException.Usage {
        for (String word : words) {
            if (PtpResource.paths(word).isEmpty()) {
                throw new StreamException.Usage(new Problem("\"" + word + "\" is not a PTP resource", null,
                        "use one of " + String.join(", ", PtpResource.words()) + ", or a path from / on"));
            }
        }
        return words.stream().flatMap(w -> PtpResource.paths(w).stream()).distinct().toList();
    }

    /// How the proxy can reach us, as `--advertise` gives it, where a receiver with or without TLS listens.
    ///
    /// @throws StreamException.Usage if it is no http URL
    public static HttpUrl advertise(String text, TlsFiles receiver) throws StreamException.Usage {
        return advertise(text.contains("://") || receiver.cert() == null ? text : "https://" + text);
    }

    /// The same where none has TLS.
    ///
    /// @throws StreamException.Usage if it is no http URL
    public static HttpUrl advertise(String text) throws StreamException.Usage {
        HttpUrl url = HttpUrl.parse(text.contains("://") ? text : "http://" + text);
        if (url == null || url.query() != null || !url.username().isEmpty() || !url.password().isEmpty()) {
            throw new StreamException.Usage(
                    new Problem("\"" + masked(text) + "\" is not a URL that a proxy could post to", null,
                            "write it as http://HOST:PORT, as seen from the proxy"));
        }
        return url;
    }
}
