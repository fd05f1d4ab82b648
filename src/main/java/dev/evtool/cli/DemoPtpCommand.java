package dev.evtool.cli;

import dev.evtool.ptp.DemoSource;
import dev.evtool.ptp.PtpApi;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.ptp.PtpSpelling;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `evtool demo ptp`.
@OptionGroup(value = "The embedded world", order = 10)
@Command(name = "ptp", description = {"Run an embedded cloud-event-proxy with two nodes and watch it", "",
        "The clocks of both nodes go through lock, holdover, free run and recovery. The proxy listens on "
                + "loopback, so that another consumer, or a sidecar, can be tried on it as well.",
        "", "Examples:", "  evtool demo ptp", "  evtool demo ptp --listen 127.0.0.1:9043 --speed 5",
        "  evtool demo ptp --listen 127.0.0.1:8089 --api v1 --spelling old",
        "  curl http://127.0.0.1:9043/api/ocloudNotifications/v2/publishers"})
final class DemoPtpCommand extends StreamCommand {

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where the demo's proxy listens. Default: loopback and a free port.")
    @Nullable
    String listen;

    @Option(names = "--seed", paramLabel = "N", defaultValue = ""
            + DemoSource.DEFAULT_SEED, description = "The same seed gives the same happenings. Default: ${DEFAULT-VALUE}.")
    long seed = DemoSource.DEFAULT_SEED;

    @Option(names = "--speed", paramLabel = "F", defaultValue = "1", description = "How much faster things happen. Default: ${DEFAULT-VALUE}.")
    double speed = 1;

    @Option(names = "--api", paramLabel = "API", defaultValue = "v2", description = "What the proxy speaks: v2, v1 (the sidecar in a consumer's pod) or v1-transport (a publisher, to "
            + "sidecars). Default: ${DEFAULT-VALUE}.")
    PtpApi api = PtpApi.V2;

    @Option(names = "--spelling", paramLabel = "RELEASE", defaultValue = "new", description = "How values are spelt, and in v1 the habits of the release: old (4.15 and older) or new. Default: "
            + "${DEFAULT-VALUE}.")
    PtpSpelling spelling = PtpSpelling.NEW;

    DemoPtpCommand(Console console) {
        super(console);
    }

    @Override
    List<Source> sources() throws StreamException.Usage {
        if (!(speed >= 0.01 && speed <= 1000)) {
            throw new UsageException(new Problem("--speed " + speed + " is out of range", null, "give 0.01 to 1000"));
        }
        return List.of(new DemoSource(listen == null ? PtpSourceType.LOOPBACK : PtpSettings.listen(listen), seed, speed,
                List.of(), List.of(), api, spelling, null));
    }
}
