package dev.evtool.ptp;

import dev.evtool.event.Vocabulary;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceType;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// PTP clock events: `ptp://HOST:PORT[?node=N&resource=R&listen=HOST:PORT&advertise=URL]`, `ptps://…` for TLS, with the
/// parameters of [PtpSecurity].
public final class PtpSourceType implements SourceType {

    /// Loopback and a free port: nobody else can post to us, and a proxy elsewhere cannot either, which its refusal
    /// then explains.
    public static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final Set<String> PARAMETERS = Set.of("node", "resource", "api", "poll", "listen",
            "advertise");

    private final PtpVocabulary vocabulary = new PtpVocabulary();
    /// One for each address to listen on: sources of one command share it, and so the port.
    private final Map<Listening, PtpReceiver> receivers = new ConcurrentHashMap<>();

    private record Listening(InetSocketAddress address, TlsFiles tls) {}

    @Override
    public Set<String> schemes() {
        return Set.of("ptp", "ptps");
    }

    @Override
    public String demoName() {
        return "ptp";
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public Source open(String uri, Connecting connecting) throws StreamException.Usage {
        HttpUrl url = HttpUrl.parse("http" + uri.substring(3));
        String word = url == null ? null : url.queryParameter("api");
        PtpApi api = word == null ? null : PtpSettings.api(word);
        HttpUrl proxy = PtpSettings.proxy(uri, api);
        if (url == null) {
            throw new StreamException.Usage(Problem.of("\"" + PtpSettings.masked(uri) + "\" is not a URI of a proxy"));
        }
        for (String name : url.queryParameterNames()) {
            if (!PARAMETERS.contains(name) && !PtpSecurity.PARAMETERS.contains(name)) {
                throw new StreamException.Usage(new Problem("a ptp:// URI knows no parameter \"" + name + "\"", null,
                        "use " + Stream.concat(PARAMETERS.stream(), PtpSecurity.PARAMETERS.stream()).sorted()
                                .collect(Collectors.joining(", "))));
            }
        }
        String poll = url.queryParameter("poll");
        String listen = url.queryParameter("listen");
        String advertise = url.queryParameter("advertise");
        Connecting secured = PtpSecurity.of(uri, connecting);
        TlsFiles listening = secured.security().listening();
        PtpSettings settings = new PtpSettings(proxy, values(url, "node"),
                PtpSettings.resources(values(url, "resource")), api, poll == null ? null : PtpSettings.poll(poll),
                advertise == null ? null : PtpSettings.advertise(advertise, listening), secured);
        Listening where = new Listening(listen == null ? LOOPBACK : PtpSettings.listen(listen), listening);
        return new PtpSource(settings,
                receivers.computeIfAbsent(where, w -> new PtpReceiver(w.address(), w.tls())));
    }

    private static List<String> values(HttpUrl url, String name) {
        return url.queryParameterValues(name).stream().flatMap(v -> v == null ? Stream.empty() : Stream.of(v)).toList();
    }

    @Override
    public Source demo(Connecting connecting) {
        return new DemoSource(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), DemoSource.DEFAULT_SEED, 1,
                List.of(), List.of(), null);
    }

    /// Sources of several proxies that share one receiver, and so one port.
    ///
    /// @param listen where to listen; port 0 takes a free one
    public static List<Source> sharingReceiver(List<PtpSettings> proxies, @Nullable InetSocketAddress listen) {
        return sharingReceiver(proxies, listen, TlsFiles.NONE);
    }

    /// The same with TLS on the receiver, if it has a certificate.
    public static List<Source> sharingReceiver(List<PtpSettings> proxies, @Nullable InetSocketAddress listen,
            TlsFiles tls) {
        PtpReceiver receiver = new PtpReceiver(listen == null ? LOOPBACK : listen, tls);
        return proxies.stream().<Source>map(settings -> new PtpSource(settings, receiver)).toList();
    }
}
