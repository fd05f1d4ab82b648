package dev.evtool.cli;

import dev.evtool.event.Listing;
import dev.evtool.ptp.ProxyInquiry;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `evtool ptp subscriptions`, which lists, and has `delete` below it.
@Command(name = "subscriptions", description = {"List the subscriptions of all consumers of a proxy, or delete some",
        "",
        "Shows whose they are, and whether their endpoints answer, as seen from this machine: a consumer that is dead or "
                + "slow delays the events of all others by up to 2 s each. Nothing is posted to them: they are asked by HEAD.",
        "", "Examples:", "  evtool ptp subscriptions --proxy http://node1:9043",
        "  evtool ptp subscriptions delete --proxy http://node1:9043 0b7c1a52-7d5e-4c1f-9a44-2f60e1d3b8aa",
        "  evtool ptp subscriptions --proxy node1 -o json | jq -r '.[] | select(.alive == false) | .id'"})
final class PtpSubscriptionsCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    ClockOptions clocks = new ClockOptions();
    @Mixin
    ListingOptions output = new ListingOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    PtpSubscriptionsCommand(Console console) {
        this.console = console;
        this.ptp = new ProxyOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, IOException, InterruptedException {
        Messages messages = console.messages(common.color);
        PtpListing listing = new PtpListing(messages);
        try (ProxyOptions.Proxies proxies = ptp.open(ProxyOptions.Wish.once(clocks))) {
            listing.ask(proxies.settings(), clocks, ProxyInquiry::subscriptions);
            output.print(new Listing(ProxyInquiry.subscriptionColumns(proxies.settings().size() > 1), listing.rows()),
                    console, common);
        }
        if (!common.quiet) {
            listing.explainNothing("nobody is subscribed");
        }
        return listing.code();
    }
}
