package dev.evtool.cli;

import dev.evtool.event.Column;
import dev.evtool.event.Listing;
import dev.evtool.report.Messages;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that lists what proxies have at this moment; its kinds differ in what that is.
abstract sealed class PtpListCommand implements Callable<ExitCode>
        permits PtpPublishersCommand, PtpSubscriptionsCommand {

    private final Console console;

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    ClockOptions clocks = new ClockOptions();
    @Mixin
    ListingOptions output = new ListingOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    PtpListCommand(Console console) {
        this.console = console;
        this.ptp = new ProxyOptions(console);
    }

    /// What is asked of each proxy.
    abstract PtpListing.Question question();

    /// The columns for people.
    ///
    /// @param several whether there is more than one proxy
    abstract List<Column> columns(boolean several);

    /// What an empty list means.
    abstract String nothing();

    @Override
    public ExitCode call() throws StreamException, IOException, InterruptedException {
        Messages messages = console.messages(common.color);
        PtpListing listing = new PtpListing(messages);
        try (ProxyOptions.Proxies proxies = ptp.open(ProxyOptions.Wish.once(clocks))) {
            listing.ask(proxies.settings(), clocks, question());
            output.print(new Listing(columns(proxies.settings().size() > 1), listing.rows()), console, common);
        }
        if (!common.quiet) {
            listing.explainNothing(nothing());
        }
        return listing.code();
    }
}
