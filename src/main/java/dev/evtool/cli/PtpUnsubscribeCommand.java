package dev.evtool.cli;

import dev.evtool.ptp.ProxyInquiry;
import dev.evtool.report.Messages;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `evtool ptp subscriptions delete`.
@Command(name = "delete", description = {"Delete subscriptions at a proxy by their ids, whosever they are", "",
        "Their consumer is not told, and gets no more events. Only the ids that are given are deleted, never all at once; "
                + "an id that the proxy does not know is an error, and the others are deleted all the same.",
        "", "Examples:",
        "  evtool ptp subscriptions delete --proxy http://node1:9043 0b7c1a52-7d5e-4c1f-9a44-2f60e1d3b8aa"})
final class PtpUnsubscribeCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "As the list shows them.")
    List<String> ids = new ArrayList<>();

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    CommonOptions common = new CommonOptions();

    PtpUnsubscribeCommand(Console console) {
        this.console = console;
        this.ptp = new ProxyOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, InterruptedException {
        Messages messages = console.messages(common.color);
        try (ProxyOptions.Proxies proxies = ptp.open(ProxyOptions.Wish.once(new ClockOptions()))) {
            if (proxies.settings().size() > 1) {
                throw new UsageException(new Problem("ids are of one proxy", null, "give one --proxy"));
            }
            ProxyInquiry proxy = new ProxyInquiry(proxies.settings().getFirst(), messages::line);
            List<Boolean> deleted = proxy.delete(ids);
            ExitCode code = ExitCode.OK;
            for (int i = 0; i < ids.size(); i++) {
                if (Boolean.TRUE.equals(deleted.get(i))) {
                    messages.line("deleted " + ids.get(i));
                } else {
                    messages.problem(proxy.name() + " has no subscription " + ids.get(i), null,
                            "see: evtool ptp subscriptions --proxy " + proxy.name());
                    code = ExitCode.VERDICT;
                }
            }
            return code;
        }
    }
}
