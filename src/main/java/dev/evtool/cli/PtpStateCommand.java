package dev.evtool.cli;

import dev.evtool.filter.FilterException;
import dev.evtool.ptp.PtpStateSource;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `evtool ptp state`.
@Command(name = "state", description = {"Show the present state of PTP clocks, once", "",
        "Asks each proxy for the state of everything. A proxy does not say since when a state holds: the time is when it "
                + "said so. Where a proxy answers only while somebody is subscribed, a subscription is made that leads to the "
                + "proxy itself, and is deleted before the end: nothing need be reachable here.",
        "", "Examples:", "  evtool ptp state --demo", "  evtool ptp state --proxy http://node1:9043",
        "  evtool ptp state --proxies nodes.txt -f 'state != \"LOCKED\" && state != \"SYNCHRONIZED\"'",
        "  evtool ptp state --proxy node1 --fail-on 'severity == \"error\"'     exit 1 if a clock is bad"})
final class PtpStateCommand extends StreamCommand {

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    ClockOptions clocks = new ClockOptions();

    private List<Source> sources = List.of();

    PtpStateCommand(Console console) {
        super(console, OutputOptions.Format.TABLE);
        this.ptp = new ProxyOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, FilterException, SchemaException, IOException {
        try (ProxyOptions.Proxies proxies = ptp.open(ProxyOptions.Wish.once(clocks))) {
            sources = proxies.settings().stream().<Source>map(PtpStateSource::new).toList();
            return super.call();
        }
    }

    @Override
    List<Source> sources() {
        return sources;
    }

    @Override
    boolean sumsUpStates() {
        return false;
    }

    @Override
    String timeTitle() {
        return "AS OF";
    }
}
