package dev.evtool.cli;

import dev.evtool.event.Column;
import dev.evtool.ptp.ProxyInquiry;
import java.util.List;
import picocli.CommandLine.Command;

/// `evtool ptp subscriptions`, which lists, and has `delete` below it.
@Command(name = "subscriptions", description = {"List the subscriptions of all consumers of a proxy, or delete some",
        "",
        "Shows whose they are, and whether their endpoints answer, as seen from this machine: a consumer that is dead or "
                + "slow delays the events of all others by up to 2 s each. Nothing is posted to them: they are asked by HEAD.",
        "", "Examples:", "  evtool ptp subscriptions --proxy http://node1:9043",
        "  evtool ptp subscriptions delete --proxy http://node1:9043 0b7c1a52-7d5e-4c1f-9a44-2f60e1d3b8aa",
        "  evtool ptp subscriptions --proxy node1 -o json | jq -r '.[] | select(.alive == false) | .id'"})
final class PtpSubscriptionsCommand extends PtpListCommand {

    PtpSubscriptionsCommand(Console console) {
        super(console);
    }

    @Override
    PtpListing.Question question() {
        return ProxyInquiry::subscriptions;
    }

    @Override
    List<Column> columns(boolean several) {
        return ProxyInquiry.subscriptionColumns(several);
    }

    @Override
    String nothing() {
        return "nobody is subscribed";
    }
}
