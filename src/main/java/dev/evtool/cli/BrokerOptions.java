package dev.evtool.cli;

import dev.evtool.config.SecretReferences;
import dev.evtool.notify.TapSettings;
import dev.evtool.notify.TapUri;
import dev.evtool.notify.TapWish;
import dev.evtool.report.Messages;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which brokers, exchanges and topics; the same for all commands of `evtool notify`.
@OptionGroup(value = "Which bus", order = 10)
final class BrokerOptions {

    @Parameters(arity = "0..*", paramLabel = "BROKER", description = "amqp[s]://USER@HOST[:PORT][,HOST...]/VHOST?password=env:NAME, or a transport_url of oslo.messaging; several are merged.")
    List<String> brokers = new ArrayList<>();

    @Option(names = "--exchange", paramLabel = "X", split = ",", description = "Topic exchanges: a service's control_exchange. Default: nova.")
    List<String> exchanges = new ArrayList<>();

    @Option(names = "--topic", paramLabel = "T", split = ",", description = "Topics, as services' settings name them. Default: versioned_notifications and notifications.")
    List<String> topics = new ArrayList<>();

    @Mixin
    ConnectOptions connect = new ConnectOptions();
    @Mixin
    TlsOptions tls = new TlsOptions();

    private final Console console;

    BrokerOptions(Console console) {
        this.console = console;
    }

    /// The brokers, each with what is wanted of it.
    ///
    /// @param usual what is wanted where an address says nothing
    /// @param messages who warns of passwords in addresses
    /// @throws StreamException.Usage if there is none, or an address makes no sense
    List<TapSettings> settings(TapWish usual, boolean retry, boolean keepsSecrets, Messages messages)
            throws StreamException.Usage {
        if (brokers.isEmpty()) {
            throw new UsageException(new Problem("no broker is given", null,
                    "amqp://USER@HOST/VHOST?password=env:NAME; the service's transport_url is one as well"));
        }
        Connecting plain = connect.connecting(retry);
        Connecting connecting = new Connecting(plain.timeout(), retry,
                new Security(tls.tls(), null, TlsFiles.NONE), new SecretReferences(console.environment()),
                keepsSecrets);
        List<TapSettings> settings = new ArrayList<>();
        for (String broker : brokers) {
            settings.add(TapUri.parse(broker, connecting, usual));
            if (settings.getLast().pasted()) {
                messages.line("the password in the address of " + settings.getLast().broker().name()
                        + " can be read by every user of this machine (ps): write ?password=env:NAME or file:PATH");
            }
        }
        return settings;
    }
}
