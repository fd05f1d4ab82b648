package dev.evtool.cli;

import dev.evtool.ptp.Finding;
import dev.evtool.ptp.PtpDoctor;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.report.Checklist;
import dev.evtool.report.ListingPrinter;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool ptp doctor`.
@OptionGroup(value = "How events come here", order = 15)
@Command(name = "doctor", description = {"Find out why no PTP events come", "",
        "Walks the whole way from here to the proxy and back, and says of each step what it found and what to do: name, "
                + "port, API, clocks, publishers, node, other consumers, and then whether the proxy can reach this machine, by "
                + "subscribing as a consumer does. It leaves nothing behind. Exit 0 only if events can arrive, else 1.",
        "", "Examples:", "  evtool ptp doctor --demo", "  evtool ptp doctor --proxy http://node1:9043",
        "  evtool ptp doctor --proxy node1 --listen 0.0.0.0:9143 --advertise http://10.0.0.5:9143",
        "  evtool ptp doctor --proxies nodes.txt -o json | jq '.[] | select(.verdict == \"fail\")'"})
final class PtpDoctorCommand implements Callable<ExitCode> {

    private final Console console;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where to receive events. Default: loopback and a free port.")
    @Nullable
    String listen;

    @Option(names = "--advertise", paramLabel = "URL", description = "How the proxy reaches --listen, if by another address.")
    @Nullable
    String advertise;

    @Option(names = "--wait", paramLabel = "D", defaultValue = "10s", description = "How long to wait for an event where subscribing brings none (v1). Default: ${DEFAULT-VALUE}.")
    Duration patience = Duration.ofSeconds(10);

    @Mixin
    final ProxyOptions ptp;
    @Mixin
    ClockOptions clocks = new ClockOptions();
    @Mixin
    ListenOptions receiver = new ListenOptions();
    @Mixin
    DoctorOptions output = new DoctorOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    PtpDoctorCommand(Console console) {
        this.console = console;
        this.ptp = new ProxyOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, IOException, InterruptedException {
        InetSocketAddress address = listen == null ? PtpSourceType.LOOPBACK : PtpSettings.listen(listen);
        boolean json = output.format == DoctorOptions.Format.JSON;
        Checklist checklist = new Checklist(console.out(), console.outTheme(common.color));
        List<Map<String, Object>> rows = new ArrayList<>();
        boolean well = true;
        try (ProxyOptions.Proxies proxies = ptp.open(
                new ProxyOptions.Wish(clocks, null, advertise, receiver.tls(), false))) {
            for (PtpSettings settings : proxies.settings()) {
                if (!json) {
                    checklist.title(settings.url());
                }
                PtpDoctor doctor = new PtpDoctor(settings, address, patience, finding -> {
                    rows.add(row(settings, finding));
                    if (!json) {
                        checklist.item(item(finding));
                    }
                });
                boolean one = doctor.run();
                well &= one;
                if (!json) {
                    checklist.conclusion(one,
                            one ? "events can arrive" : "events cannot arrive, or it could not be shown");
                }
            }
        }
        if (json) {
            new ListingPrinter(console.out(), console.outTheme(common.color)).json(rows);
        }
        return well ? ExitCode.OK : ExitCode.VERDICT;
    }

    private static Checklist.Item item(Finding finding) {
        return new Checklist.Item(finding.step(), switch (finding.verdict()) {
            case OK -> Checklist.Mark.GOOD;
            case SKIPPED -> Checklist.Mark.NONE;
            case WARN -> Checklist.Mark.DOUBTFUL;
            case UNPROVEN, FAIL -> Checklist.Mark.BAD;
        }, finding.verdict().word(), finding.evidence(), finding.next());
    }

    private static Map<String, Object> row(PtpSettings settings, Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("proxy", settings.url());
        row.put("step", finding.step());
        row.put("verdict", finding.verdict().word());
        row.put("evidence", finding.evidence());
        if (finding.next() != null) {
            row.put("next", finding.next());
        }
        return row;
    }
}
