package dev.evtool.cli;

import dev.evtool.ptp.PtpDoctor;
import dev.evtool.ptp.PtpSettings;
import dev.evtool.ptp.PtpSourceType;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.Signals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
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
        "", "More: evtool help ptp-doctor", "", "Examples:", "  evtool ptp doctor --demo",
        "  evtool ptp doctor --proxy http://node1:9043",
        "  evtool ptp doctor --proxy node1 --listen 0.0.0.0:9143 --advertise http://10.0.0.5:9143",
        "  evtool ptp doctor --proxies nodes.txt -o json | jq '.[] | select(.verdict == \"fail\")'"})
final class PtpDoctorCommand implements Callable<ExitCode> {

    private static final DoctorPrinter.Words WORDS = new DoctorPrinter.Words("proxy", "proxies", "events");

    private final Console console;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where to receive events. Default: loopback and a free port.")
    @Nullable
    String listen;

    @Option(names = "--advertise", paramLabel = "URL", description = "How the proxy reaches --listen, if by another address.")
    @Nullable
    String advertise;

    @Option(names = "--wait", paramLabel = "D", description = "How long to wait for a change. Default: 10s where subscribing brings no event (v1), else not at all.")
    @Nullable
    Duration wait;

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
    public ExitCode call() throws StreamException, IOException {
        InetSocketAddress address = listen == null ? PtpSourceType.LOOPBACK : PtpSettings.listen(listen);
        Thread walker = Thread.currentThread();
        DoctorPrinter printer = output.printer(WORDS, console, common);
        try (Signals signals = Signals.install(walker::interrupt, () -> StreamRun.halt(ExitCode.INTERRUPTED));
                ProxyOptions.Proxies proxies = ptp
                        .open(new ProxyOptions.Wish(clocks, null, advertise, receiver.tls(), false))) {
            boolean well = true;
            try {
                for (PtpSettings settings : proxies.settings()) {
                    well &= examine(settings, address, printer);
                }
            } catch (InterruptedException e) {
                return signals.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED);
            } finally {
                // what was found until a signal came is worth as much
                printer.end();
            }
            return well ? ExitCode.OK : ExitCode.VERDICT;
        }
    }

    private boolean examine(PtpSettings settings, InetSocketAddress address, DoctorPrinter printer)
            throws InterruptedException {
        PtpDoctor doctor = new PtpDoctor(settings, address, wait, printer::finding);
        printer.begin(doctor.proxy());
        boolean well = doctor.run();
        printer.conclude();
        return well;
    }
}
