package dev.evtool.cli;

import dev.evtool.event.Column;
import dev.evtool.ptp.ProxyInquiry;
import java.util.List;
import picocli.CommandLine.Command;

/// `evtool ptp publishers`.
@Command(name = "publishers", description = {"List what cloud-event-proxies publish", "",
        "The nodes and resources that a proxy has events of. A v1 sidecar has no such list, only a publisher's proxy has.",
        "", "Examples:", "  evtool ptp publishers --demo", "  evtool ptp publishers --proxy http://node1:9043",
        "  evtool ptp publishers --proxies nodes.txt -o json | jq -r '.[].node' | sort -u"})
final class PtpPublishersCommand extends PtpListCommand {

    PtpPublishersCommand(Console console) {
        super(console);
    }

    @Override
    PtpListing.Question question() {
        return ProxyInquiry::publishers;
    }

    @Override
    List<Column> columns(boolean several) {
        return ProxyInquiry.publisherColumns(several);
    }

    @Override
    String nothing() {
        return "no publisher is listed: nothing is published yet, or this is a v1 sidecar, which has no list";
    }
}
