package dev.evtool.cli;

import dev.evtool.notify.NotifyDoctor;
import dev.evtool.notify.TapSettings;
import dev.evtool.notify.TapWish;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool notify doctor`.
@OptionGroup(value = "How long", order = 15)
@Command(name = "doctor", description = {"Find out why no notifications come", "",
        "Walks the whole way into the broker, and says of each step what it found and what to do: name, port, TLS, login, "
                + "virtual host, permissions, exchange, the queues that others share, and then what is published, by listening "
                + "with a queue of its own. Where something is missing, it names the service's setting that explains it. It "
                + "takes nothing from anybody and leaves nothing behind. Exit 0 only if notifications can arrive and did, else 1.",
        "", "More: evtool help notify-doctor", "", "Examples:", "  evtool notify doctor amqp://localhost",
        "  evtool notify doctor 'amqp://ops@rabbit1/nova?password=env:RABBIT_PASSWORD' --wait 1m",
        "  evtool notify doctor amqp://localhost --exchange neutron,cinder --topic notifications",
        "  evtool notify doctor amqp://localhost -o json | jq '.[] | select(.verdict == \"fail\")'"})
final class NotifyDoctorCommand implements Callable<ExitCode> {

    private static final DoctorPrinter.Words WORDS = new DoctorPrinter.Words("broker", "brokers", "notifications");

    private final Console console;

    @Mixin
    final BrokerOptions bus;

    @Option(names = "--wait", paramLabel = "D", defaultValue = "10s", description = "How long to listen at most; it ends earlier when every exchange brought something of each topic. Default: ${DEFAULT-VALUE}.")
    Duration wait = Duration.ofSeconds(10);

    @Mixin
    DoctorOptions output = new DoctorOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    NotifyDoctorCommand(Console console) {
        this.console = console;
        this.bus = new BrokerOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, IOException {
        List<TapSettings> brokers = bus.settings(TapWish.USUAL.with(bus.exchanges, bus.topics), false, false,
                console.messages(common.color));
        Thread walker = Thread.currentThread();
        DoctorPrinter printer = output.printer(WORDS, console, common);
        try (Signals signals = Signals.install(walker::interrupt, () -> StreamRun.halt(ExitCode.INTERRUPTED))) {
            boolean well = true;
            try {
                for (TapSettings settings : brokers) {
                    printer.begin(settings.broker().name());
                    well &= new NotifyDoctor(settings, wait, printer::finding).run();
                    printer.conclude();
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
}
