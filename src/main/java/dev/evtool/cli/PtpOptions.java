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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which proxies, and what of them; the same for all commands of `evtool ptp`.
@OptionGroup(value = "Which clocks", order = 10)
final class PtpOptions {

    /// A list of proxies is one line each; more than these are a wrong file.
    private static final int MOST_PROXIES = 10_000;

    @Option(names = "--proxy", paramLabel = "URL", description = "Base URL of a proxy, such as http://localhost:9043; repeat for several.")
    List<String> proxies = new ArrayList<>();

    @Option(names = "--proxies", paramLabel = "FILE", description = "A file of proxies, one a line; # begins a comment.")
    @Nullable
    Path proxyFile;

    @Option(names = "--node", paramLabel = "N", split = ",", description = "Full names of nodes, separated by commas or repeated. Default: what the proxy publishes; a v1 "
            + "proxy does not say, so there it must be given.")
    List<String> nodes = new ArrayList<>();

    @Option(names = "--resource", paramLabel = "R", split = ",", description = "sync-state, lock-state, os-clock, clock-class, gnss, synce, or a path from / on; separated "
            + "by commas or repeated. Default: every resource that the proxy publishes.")
    List<String> resources = new ArrayList<>();

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

    PtpOptions(Console console) {
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

    Proxies open() throws StreamException {
        return open(null, TlsFiles.NONE);
    }

    /// @param advertise how the proxies reach our receiver, or `null`
    /// @param receiver its TLS
    Proxies open(@Nullable String advertise, TlsFiles receiver) throws StreamException {
        requireOneKind();
        if (!demo) {
            return new Proxies(settings(null, advertise, receiver), null);
        }
        try {
            DemoProxy proxy = DemoProxy.start(PtpSourceType.LOOPBACK, DemoSource.DEFAULT_SEED, 1);
            return new Proxies(List.of(setting(proxy.uri().toString(), way(null, advertise, receiver))), proxy);
        } catch (IOException e) {
            throw new StreamException.Unreachable(Problem.of("the demo's proxy does not start: " + e.getMessage()), e);
        }
    }

    private void requireOneKind() {
        boolean any = !proxies.isEmpty() || proxyFile != null;
        if (demo == any) {
            throw new UsageException(new Problem(demo ? "--demo and --proxy contradict each other" : "no proxy given",
                    null, demo ? "leave out one of them" : "give --proxy http://HOST:9043, or try --demo"));
        }
    }

    /// The proxies that were named, each once.
    ///
    /// @param poll how often to ask instead of being told, or `null`
    List<PtpSettings> settings(@Nullable Duration poll, @Nullable String advertise, TlsFiles receiver)
            throws StreamException {
        requireOneKind();
        Way way = way(poll, advertise, receiver);
        List<PtpSettings> settings = new ArrayList<>();
        for (String proxy : proxies) {
            settings.add(setting(proxy, way));
        }
        if (proxyFile != null) {
            settings.addAll(read(proxyFile, way));
        }
        return settings.stream().distinct().toList();
    }

    /// What is the same for all proxies of a command.
    private record Way(@Nullable Duration poll, @Nullable String advertise, Connecting connecting) {}

    private Way way(@Nullable Duration poll, @Nullable String advertise, TlsFiles receiver)
            throws StreamException.Usage {
        return new Way(poll, advertise, security.connecting(connect, receiver));
    }

    private PtpSettings setting(String proxy, Way way) throws StreamException.Usage {
        Connecting connecting = PtpSecurity.ofProxy(proxy, way.connecting());
        PtpApi wish = api != null ? PtpSettings.api(api) : PtpSettings.apiOf(proxy).orElse(null);
        return new PtpSettings(PtpSettings.proxy(proxy, wish), nodes, PtpSettings.resources(resources), wish,
                way.poll(),
                way.advertise() == null ? null
                        : PtpSettings.advertise(way.advertise(), connecting.security().listening()),
                connecting);
    }

    private List<PtpSettings> read(Path file, Way way)
            throws StreamException {
        List<PtpSettings> settings = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StreamException.Unreadable(
                    new Problem("cannot read the list of proxies " + file, String.valueOf(e),
                            "give a text file with one proxy a line, such as http://node1:9043"),
                    e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("\\s*#.*$", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                settings.add(setting(line, way));
            } catch (StreamException.Usage e) {
                throw new StreamException.Usage(new Problem(file + ":" + (i + 1) + ": " + e.problem().what(),
                        e.problem().cause(), e.problem().next()));
            }
        }
        if (settings.isEmpty() || settings.size() > MOST_PROXIES) {
            throw new StreamException.Usage(new Problem(file + " lists " + settings.size() + " proxies", null,
                    "give 1 to " + MOST_PROXIES + ", one a line"));
        }
        return settings;
    }
}
