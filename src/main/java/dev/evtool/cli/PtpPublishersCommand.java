package dev.evtool.cli;

import dev.evtool.event.Listing;
import dev.evtool.ptp.ProxyInquiry;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `evtool ptp publishers`.
@Command(name = "publishers", description = {"List what cloud-event-proxies publish", "",
        "The nodes and resources that a proxy has events of. A v1 sidecar has no such list, only a publisher's proxy has.",
        "", "Examples:", "  evtool ptp publishers --demo", "  evtool ptp publishers --proxy http://node1:9043",
        "  evtool ptp publishers --proxies nodes.txt -o json | jq -r '.[].node' | sort -u"})
final class PtpPublishersCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    ClockOptions clocks = new ClockOptions();
    @Mixin
    ListingOptions output = new ListingOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    PtpPublishersCommand(Console console) {
        this.console = console;
        this.ptp = new ProxyOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, IOException, InterruptedException {
        Messages messages = console.messages(common.color);
        PtpListing listing = new PtpListing(messages);
        try (ProxyOptions.Proxies proxies = ptp.open(ProxyOptions.Wish.once(clocks))) {
            listing.ask(proxies.settings(), clocks, ProxyInquiry::publishers);
            output.print(new Listing(ProxyInquiry.publisherColumns(proxies.settings().size() > 1), listing.rows()),
                    console, common);
        }
        if (!common.quiet) {
            listing.explainNothing("nothing is published (yet); a v1 sidecar has no list of publishers");
        }
        return listing.code();
    }
}
