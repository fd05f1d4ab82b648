package dev.evtool.cli;

import dev.evtool.container.ContainerDemo;
import dev.evtool.container.EventSelection;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.report.LineStyle;
import dev.evtool.report.Origins;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `evtool demo containers`.
@OptionGroup(value = "The embedded world", order = 10)
@Command(name = "containers", description = {"Run embedded container engines and watch them", "",
        "A Docker with a web shop, a Podman with builds and an iSulad at the edge: restart loops, lack of memory, "
                + "failing health checks, deployments. They have a quarter of an hour behind them, and listen on loopback, so "
                + "that their own clients can be tried on them as well.",
        "", "Examples:", "  evtool demo containers", "  evtool demo containers --since 10m --limit 100",
        "  evtool demo containers --listen 127.0.0.1:2375 --speed 5",
        "  docker -H tcp://127.0.0.1:2375 events --since 10m",
        "  docker -H tcp://127.0.0.1:2375 ps -a",
        "  podman --remote --url tcp://127.0.0.1:2376 events --since 10m"})
final class DemoContainersCommand extends StreamCommand {

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where the embedded Docker listens; Podman and iSulad at the next two ports. Default: loopback and "
            + "free ports.")
    @Nullable
    String listen;

    @Option(names = "--seed", paramLabel = "N", defaultValue = ""
            + ContainerDemo.DEFAULT_SEED, description = "The same seed gives the same happenings. Default: ${DEFAULT-VALUE}.")
    long seed = ContainerDemo.DEFAULT_SEED;

    @Option(names = "--speed", paramLabel = "F", defaultValue = "1", description = "How much faster things happen. Default: ${DEFAULT-VALUE}.")
    double speed = 1;

    DemoContainersCommand(Console console) {
        super(console);
    }

    @Override
    List<Source> sources() throws StreamException.Usage {
        if (!(speed >= 0.01 && speed <= 1000)) {
            throw new UsageException(new Problem("--speed " + speed + " is out of range", null, "give 0.01 to 1000"));
        }
        return ContainerDemo.sources(listen == null ? ContainerDemo.LOOPBACK : PtpSettings.listen(listen), seed, speed,
                engine -> engine.with(EventSelection.ALL, false, true));
    }

    @Override
    LineStyle lineStyle(List<Source> sources) {
        return new LineStyle(ZoneId.systemDefault(), false, Origins.of(sources.stream().map(Source::name).toList()));
    }
}
