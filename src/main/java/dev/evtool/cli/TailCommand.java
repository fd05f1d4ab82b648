package dev.evtool.cli;

import dev.evtool.report.LineStyle;
import dev.evtool.report.Origins;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool tail`.
@OptionGroup(value = "Sources", order = 10)
@Command(name = "tail", description = {"Print events of any sources or captures as lines, merged by time", "",
        "A live source is followed until told to stop; captures are read to their end.", "", "Examples:",
        "  evtool tail night.ndjson --since 2026-11-22T03:00:00Z -f 'severity == \"error\"'",
        "  evtool tail ptp://node1:9043 ptp://node2:9043 -o ndjson",
        "  evtool tail demo:ptp demo:notifications --limit 20",
        "  evtool tail 'amqp://localhost?exchange=nova,neutron&topic=notifications' docker:// -o ndjson",
        "  zcat night.ndjson.gz | evtool tail - --template '{{time}} {{node}} {{state}}'"})
final class TailCommand extends StreamCommand {

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "ptp://HOST:PORT; docker://, podman://, isulad:// or containerd:// with [/SOCKET | HOST:PORT]; amqp[s]://USER@HOST/VHOST?exchange=X&topic=T&password=env:NAME; demo:ptp, demo:containers, demo:notifications; a capture FILE, or - for NDJSON on standard input.")
    List<String> words = new ArrayList<>();

    @Option(names = "--show-secrets", description = "Show the tokens and service catalogs of notifications.")
    boolean showSecrets;

    @Mixin
    ConnectOptions connect = new ConnectOptions();
    @Mixin
    RetryOptions retry = new RetryOptions();
    @Mixin
    ListenOptions receiver = new ListenOptions();
    @Mixin
    final SecurityOptions security;

    TailCommand(Console console) {
        super(console);
        this.security = new SecurityOptions(console);
    }

    @Override
    List<Source> sources() throws StreamException.Usage {
        Connecting connecting = security.connecting(connect.connecting(retry.retry), receiver.tls());
        return Sources.of(words, connecting.keepingSecrets(showSecrets), console().in());
    }

    /// A capture can hold any number of sources.
    @Override
    LineStyle lineStyle(List<Source> sources) {
        boolean one = words.size() == 1 && !Sources.isCapture(words.getFirst());
        return one ? LineStyle.USUAL : LineStyle.USUAL.with(Origins.of(sources.stream().map(Source::name).toList()));
    }

    /// Not where a capture is only passed on: to decode it for that alone would take several times as long.
    @Override
    boolean sumsUpStates() {
        return !output.format().carriesNotices() || words.stream().noneMatch(Sources::isCapture);
    }
}
