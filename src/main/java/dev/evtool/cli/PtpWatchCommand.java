package dev.evtool.cli;

import dev.evtool.ptp.DemoSource;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool ptp watch`.
@OptionGroup(value = "Which clocks", order = 10)
@Command(name = "watch", description = {"Watch PTP clock events of cloud-event-proxies (API v2)", "",
        "Subscribes at each proxy, receives its events over HTTP, and deletes the subscriptions at the end. "
                + "The proxy must be able to reach this machine: --listen, --advertise.",
        "", "Examples:", "  evtool ptp watch --demo", "  evtool ptp watch --proxy http://localhost:9043",
        "  evtool ptp watch --proxy node1:9043 --listen 0.0.0.0:9143 -f 'state != \"LOCKED\"'",
        "  evtool ptp watch --proxy node1 --until-match 'state == \"LOCKED\"' --timeout 60s"})
final class PtpWatchCommand extends StreamCommand {

    @Option(names = "--proxy", paramLabel = "URL", description = "Base URL of a proxy, such as http://localhost:9043; repeat for several.")
    List<String> proxies = new ArrayList<>();

    @Option(names = "--node", paramLabel = "N", description = "Full name of a node; repeat for several. Default: what the proxy publishes.")
    List<String> nodes = new ArrayList<>();

    @Option(names = "--resource", paramLabel = "R", description = "sync-state, lock-state, os-clock, clock-class, gnss, synce, or a path from / on; repeat for "
            + "several. Default: every resource that the proxy publishes.")
    List<String> resources = new ArrayList<>();

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where to receive events. Default: loopback and a free port.")
    @Nullable
    String listen;

    @Option(names = "--advertise", paramLabel = "URL", description = "How the proxy reaches --listen, if by another address.")
    @Nullable
    String advertise;

    @Option(names = "--demo", description = "Watch the embedded demo instead of a proxy.")
    boolean demo;

    @Mixin
    ConnectOptions connect = new ConnectOptions();

    PtpWatchCommand(Console console) {
        super(console);
    }

    @Override
    List<Source> sources() throws StreamException.Usage {
        List<String> paths = PtpSettings.resources(resources);
        if (demo == !proxies.isEmpty()) {
            throw new UsageException(new Problem(
                    demo ? "--demo and --proxy contradict each other" : "no proxy to watch", null,
                    demo ? "leave out one of them" : "give --proxy http://HOST:9043, or try --demo"));
        }
        if (demo) {
            return List.of(new DemoSource(PtpSourceType.LOOPBACK, DemoSource.DEFAULT_SEED, 1, nodes, paths));
        }
        HttpUrl advertised = advertise == null ? null : PtpSettings.advertise(advertise);
        InetSocketAddress address = listen == null ? PtpSourceType.LOOPBACK : PtpSettings.listen(listen);
        List<PtpSettings> settings = new ArrayList<>();
        for (String proxy : proxies) {
            settings.add(new PtpSettings(PtpSettings.proxy(proxy, null), nodes, paths, null, null, advertised,
                    connect.connecting()));
        }
        return PtpSourceType.sharingReceiver(settings.stream().distinct().toList(), address);
    }
}
