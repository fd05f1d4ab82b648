package dev.evtool.cli;

import dev.evtool.capture.CaptureWriter;
import dev.evtool.filter.FilterException;
import dev.evtool.report.Messages;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Overflow;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool record`.
@OptionGroup(value = "Sources and the capture", order = 10)
@Command(name = "record", description = {"Record events of any sources in a capture file", "",
        "What a sender was told to be received is in the file, also if evtool is killed. The file is NDJSON of "
                + "CloudEvents; read it with evtool tail, jq or lnav. See: evtool help capture",
        "", "Examples:", "  evtool record ptp://node1:9043 -w night.ndjson",
        "  evtool record ptp://node1:9043 ptp://node2:9043 -w night.ndjson --timeout 8h",
        "  evtool record 'amqp://ops@rabbit1/?password=env:RABBIT_PASSWORD&durable-queue=night' -w night.ndjson",
        "  evtool record demo:ptp -w demo.ndjson --limit 20", "  evtool tail night.ndjson"})
final class RecordCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "ptp://HOST:PORT[?node=N&listen=HOST:PORT&advertise=URL]; docker://, podman://, isulad:// or containerd:// with [/SOCKET | HOST:PORT]; amqp[s]://USER@HOST/VHOST?exchange=X&topic=T&password=env:NAME; demo:ptp, demo:containers, demo:notifications; a capture FILE, or -.")
    List<String> words = new ArrayList<>();

    @Option(names = {"-w",
            "--write"}, paramLabel = "FILE", required = true, description = "The capture; a file that is there is never overwritten.")
    @Nullable
    Path file;

    @Option(names = "--append", description = "Go on with a capture that is there.")
    boolean append;

    @Option(names = "--fsync", description = "Survive loss of power, too: wait for the disk before a sender is answered.")
    boolean fsync;

    @Option(names = "--keep-secrets", description = "Record the tokens and service catalogs of notifications, too, which are hidden else.")
    boolean keepSecrets;

    @Mixin
    ConnectOptions connect = new ConnectOptions();
    @Mixin
    RetryOptions retry = new RetryOptions();
    @Mixin
    ListenOptions receiver = new ListenOptions();
    @Mixin
    final SecurityOptions security;
    @Mixin
    FilterOptions filters = new FilterOptions();
    @Mixin
    ValidateOptions validation = new ValidateOptions();
    @Mixin
    StopOptions stop = new StopOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    RecordCommand(Console console) {
        this.console = console;
        this.security = new SecurityOptions(console);
    }

    /// A capture recorded into itself would never end, and closing it as a source would drop its lock.
    private void requireOther(Path target) {
        Path absolute = target.toAbsolutePath().normalize();
        if (words.stream().filter(Sources::isCapture).filter(word -> !word.equals("-"))
                .anyMatch(w -> Path.of(w).toAbsolutePath().normalize().equals(absolute))) {
            throw new UsageException(
                    new Problem(target + " is both source and target", null, "choose another --write FILE"));
        }
    }

    @Override
    public ExitCode call() throws StreamException, FilterException, SchemaException, IOException {
        Messages messages = console.messages(common.color);
        StreamRun run = new StreamRun(common, filters, validation, stop, messages,
                () -> console.errColumns(common.color));
        List<Source> sources = Sources.of(words,
                security.connecting(connect.connecting(retry.retry), receiver.tls()).keepingSecrets(keepSecrets),
                console.in());
        Path target = Objects.requireNonNull(file);
        requireOther(target);
        if (stop.onOverflow == Overflow.DROP_OLDEST) {
            throw new UsageException(
                    new Problem("a recording drops nothing that a sender was told to be received", null,
                            "use --on-overflow block or fail"));
        }
        CaptureWriter.Settings settings = new CaptureWriter.Settings(fsync, RootCommand.version());
        CaptureWriter writer = append ? CaptureWriter.append(target, settings) : CaptureWriter.create(target, settings);
        long empty = Files.size(target);
        if (writer.cutBytes() > 0) {
            messages.line("cut a torn last record of " + writer.cutBytes() + " bytes off " + target);
        }
        Recording recording = new Recording(target, writer, messages);
        ExitCode code = run.run(sources, List.of(recording, new Spoken(run, common.quiet)), false,
                words.stream().noneMatch(Sources::isCapture),
                () -> recording.lost() > 0);
        if (!append && code == ExitCode.SOURCE && Files.size(target) == empty) {
            Files.delete(target); // so that the same call can be tried again
        }
        if (recording.lost() > 0) {
            messages.problem(recording.lost() + " records are missing in " + target, "the disk was full",
                    "they stand in the capture as a gap");
        }
        return code;
    }
}
