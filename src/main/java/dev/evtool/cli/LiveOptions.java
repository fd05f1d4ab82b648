package dev.evtool.cli;

import dev.evtool.filter.FilterException;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// How live sources are read by a command that mostly reads files.
final class LiveOptions {

    private final Console console;

    @Mixin
    FilterOptions filters = new FilterOptions();
    @Mixin
    StopOptions stop = new StopOptions();
    @Mixin
    ConnectOptions connect = new ConnectOptions();
    @Mixin
    RetryOptions retry = new RetryOptions();
    @Mixin
    ListenOptions receiver = new ListenOptions();
    @Mixin
    final SecurityOptions security;

    LiveOptions(Console console) {
        this.console = console;
        this.security = new SecurityOptions(console);
    }

    /// Files are read whole: what bounds or filters a stream would be passed over in silence there.
    void requireSense(List<String> sources) {
        @Nullable
        String bound = !filters.filters.isEmpty() ? "--filter" : filters.since != null ? "--since"
                : filters.until != null ? "--until" : stop.limit != null ? "--limit"
                : stop.timeout != null ? "--timeout" : stop.idleTimeout != null ? "--idle-timeout" : null;
        if (sources.isEmpty() && bound != null) {
            throw new UsageException(new Problem(bound + " is for live sources, and there is none", null,
                    "choose from a capture with: evtool tail FILE " + bound + " … -o ndjson | evtool validate -"));
        }
    }

    /// Judges what the sources send until they end or a bound is reached.
    ExitCode run(List<String> sources, RecordCheck check, Predicate<Judgement> fails, ValidationRun run,
            CommonOptions common) throws StreamException, FilterException, SchemaException {
        StreamRun stream = new StreamRun(common, filters, new ValidateOptions(), stop, console.messages(common.color),
                () -> console.errColumns(common.color));
        sources.forEach(run::input);
        JudgedStream judged = new JudgedStream(check, fails, run, stream, common.quiet);
        return stream.run(Sources.of(sources, security.connecting(connect.connecting(retry.retry), receiver.tls()),
                console.in()), List.of(judged), false, false, () -> false);
    }
}
