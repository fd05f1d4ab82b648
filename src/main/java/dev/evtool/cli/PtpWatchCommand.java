package dev.evtool.cli;

import dev.evtool.ptp.DemoSource;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool ptp watch`.
@OptionGroup(value = "How events come here", order = 15)
@Command(name = "watch", description = {"Watch PTP clock events of cloud-event-proxies, whatever API they speak", "",
        "Subscribes at each proxy, receives its events over HTTP, and deletes the subscriptions at the end. "
                + "The proxy must be able to reach this machine: --listen, --advertise; if it cannot, --poll asks it.",
        "", "Examples:", "  evtool ptp watch --demo", "  evtool ptp watch --proxy http://localhost:9043",
        "  evtool ptp watch --proxy node1:9043 --listen 0.0.0.0:9143 -f 'state != \"LOCKED\"'",
        "  evtool ptp watch --proxy localhost --api v1 --node \"$NODE_NAME\"    a v1 sidecar",
        "  evtool ptp watch --proxy node1:9043 --poll 5s                      asked, not told",
        "  evtool ptp watch --proxy node1 --until-match 'state == \"LOCKED\"' --timeout 60s"})
final class PtpWatchCommand extends StreamCommand {

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    ClockOptions clocks = new ClockOptions();
    @Mixin
    ListenOptions receiver = new ListenOptions();
    @Mixin
    RetryOptions retry = new RetryOptions();

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where to receive events. Default: loopback and a free port.")
    @Nullable
    String listen;

    @Option(names = "--advertise", paramLabel = "URL", description = "How the proxy reaches --listen, if by another address.")
    @Nullable
    String advertise;

    @Option(names = "--poll", paramLabel = "D", description = "Ask for the present state this often, instead of being told of changes: where the proxy cannot "
            + "reach this machine. Shows changes only.")
    @Nullable
    String poll;

    PtpWatchCommand(Console console) {
        super(console);
        this.ptp = new ProxyOptions(console);
    }

    @Override
    List<Source> sources() throws StreamException {
        if (poll != null && (listen != null || advertise != null || receiver.cert != null)) {
            throw new UsageException(new Problem("--poll needs nothing to listen on", null,
                    "leave out --poll, or --listen and --advertise"));
        }
        Duration interval = poll == null ? null : PtpSettings.poll(poll);
        if (ptp.demo && ptp.proxies.isEmpty() && ptp.proxyFile == null) {
            return List.of(new DemoSource(PtpSourceType.LOOPBACK, DemoSource.DEFAULT_SEED, 1, clocks.nodes,
                    clocks.paths(), interval));
        }
        InetSocketAddress address = listen == null ? PtpSourceType.LOOPBACK : PtpSettings.listen(listen);
        TlsFiles tls = receiver.tls();
        return PtpSourceType.sharingReceiver(ptp.settings(
                new ProxyOptions.Wish(clocks, interval, advertise, tls, retry.retry)), address, tls);
    }
}
