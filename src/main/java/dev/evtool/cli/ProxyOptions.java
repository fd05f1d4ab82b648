package dev.evtool.cli;

import dev.evtool.ptp.DemoProxy;
import dev.evtool.ptp.DemoSource;
import dev.evtool.ptp.PtpApi;
import dev.evtool.ptp.PtpSecurity;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which proxies, and how to get to them; the same for all commands of `evtool ptp`.
@OptionGroup(value = "Which proxies", order = 10)
final class ProxyOptions {

    @Option(names = "--proxy", paramLabel = "URL", description = "Base URL of a proxy, such as http://localhost:9043; repeat for several.")
    List<String> proxies = new ArrayList<>();

    @Option(names = "--proxies", paramLabel = "FILE", description = "A file of proxies, one a line; # begins a comment.")
    @Nullable
    Path proxyFile;

    @Option(names = "--api", paramLabel = "API", description = "auto, v2, v1 (a sidecar), or v1-transport (in a sidecar's place at a v1 publisher, port 9043). "
            + "Default: auto, found by asking.")
    @Nullable
    String api;

    @Option(names = "--demo", description = "Use the embedded demo instead of a proxy.")
    boolean demo;

    @Mixin
    ConnectOptions connect = new ConnectOptions();
    @Mixin
    final SecurityOptions security;

    ProxyOptions(Console console) {
        this.security = new SecurityOptions(console);
    }

    /// Proxies to talk to, for the time until they are closed: the demo's proxy runs that long.
    record Proxies(List<PtpSettings> settings, @Nullable DemoProxy demo) implements AutoCloseable {
        @Override
        public void close() {
            if (demo != null) {
                demo.close();
            }
        }
    }

    /// What a command wants of its proxies.
    ///
    /// @param poll how often to ask instead of being told, or `null`
    /// @param advertise how the proxies reach our receiver, or `null`
    /// @param receiver its TLS
    /// @param retry whether to try the first connection for ever
    record Wish(ClockOptions clocks, @Nullable Duration poll, @Nullable String advertise, TlsFiles receiver,
            boolean retry) {

        /// To ask once, and receive nothing.
        static Wish once(ClockOptions clocks) {
            return new Wish(clocks, null, null, TlsFiles.NONE, false);
        }
    }

    /// The proxies that were named, or the demo's.
    Proxies open(Wish wish) throws StreamException {
        requireOneKind();
        if (!demo) {
            return new Proxies(settings(wish), null);
        }
        try {
            DemoProxy proxy = DemoProxy.start(PtpSourceType.LOOPBACK, DemoSource.DEFAULT_SEED, 1);
            return new Proxies(List.of(setting(proxy.uri().toString(), wish, connecting(wish))), proxy);
        } catch (IOException e) {
            throw new StreamException.Unreachable(Problem.of("the demo's proxy does not start: " + e.getMessage()), e);
        }
    }

    private void requireOneKind() throws StreamException.Usage {
        if (demo && api != null && PtpSettings.api(api) != null && PtpSettings.api(api) != PtpApi.V2) {
            throw new UsageException(new Problem("the demo of this command speaks v2", null,
                    "run the demo of another API, and watch that: evtool demo ptp --api " + api));
        }
        boolean any = !proxies.isEmpty() || proxyFile != null;
        if (demo == any) {
            throw new UsageException(new Problem(demo ? "--demo and --proxy contradict each other" : "no proxy given",
                    null, demo ? "leave out one of them" : "give --proxy http://HOST:9043, or try --demo"));
        }
    }

    /// The proxies that were named, each once.
    List<PtpSettings> settings(Wish wish) throws StreamException {
        requireOneKind();
        Connecting connecting = connecting(wish);
        List<PtpSettings> settings = new ArrayList<>();
        for (String proxy : proxies) {
            settings.add(setting(proxy, wish, connecting));
        }
        if (proxyFile != null) {
            settings.addAll(new ProxyFile(proxyFile).read(proxy -> setting(proxy, wish, connecting)));
        }
        return settings.stream().distinct().toList();
    }

    private Connecting connecting(Wish wish) throws StreamException.Usage {
        return security.connecting(connect.connecting(wish.retry()), wish.receiver());
    }

    private PtpSettings setting(String proxy, Wish wish, Connecting given) throws StreamException.Usage {
        Connecting connecting = PtpSecurity.ofProxy(proxy, given);
        PtpApi spoken = api != null ? PtpSettings.api(api) : PtpSettings.apiOf(proxy).orElse(null);
        return new PtpSettings(PtpSettings.proxy(proxy, spoken), wish.clocks().nodes, wish.clocks().paths(), spoken,
                wish.poll(),
                wish.advertise() == null ? null
                        : PtpSettings.advertise(wish.advertise(), connecting.security().listening()),
                connecting);
    }
}
