package dev.evtool.cli;

import dev.evtool.container.ContainerDemo;
import dev.evtool.container.ContainerSourceType;
import dev.evtool.container.EngineSettings;
import dev.evtool.container.EventSelection;
import dev.evtool.container.EventWords;
import dev.evtool.filter.FilterException;
import dev.evtool.report.LineStyle;
import dev.evtool.report.Messages;
import dev.evtool.report.Origins;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool events`.
@OptionGroup(value = "Which events", order = 20)
@Command(name = "events", description = {"Show what happens to containers and images, on any engines at once", "",
        "Docker, Podman, iSulad and containerd in one vocabulary, merged by time. Live from now on; --since adds what the "
                + "engines remember. An engine that goes away is reconnected, and what may be missing is shown as a gap. See: "
                + "evtool help container-events",
        "", "Examples:", "  evtool events --demo --limit 20", "  evtool events --since 10m --name web",
        "  evtool events -e docker:// -e podman:// --action die,oom --since 1h",
        "  evtool events -e docker://node1:2376 -e docker://node2:2376 --ca ca.pem --cert me.pem --key me.key",
        "  evtool events --history --no-follow -f 'action == \"die\" && exit_code != 0'",
        "  evtool events -n web --until-match 'action == \"health\" && health == \"healthy\"' --timeout 60s",
        "  evtool events state                                  what runs now"})
final class EventsCommand extends StreamCommand {

    @Mixin
    final EngineOptions engines;
    @Mixin
    RetryOptions retry = new RetryOptions();

    @Option(names = {"-n",
            "--name"}, paramLabel = "NAME", split = ",", description = "Only of this container or image: a name, an id, or the beginning of an id; separated by commas "
                    + "or repeated.")
    List<String> names = new ArrayList<>();

    @Option(names = "--type", paramLabel = "T", split = ",", description = "Only container, image, volume, network, ...; separated by commas or repeated.")
    List<String> types = new ArrayList<>();

    @Option(names = "--action", paramLabel = "A", split = ",", description = "Only create, start, die, oom, ...; an engine's own word means the same: destroy, died, "
            + "exec_start.")
    List<String> actions = new ArrayList<>();

    @Option(names = "--label", paramLabel = "K[=V]", description = "Only where this label is, with that value; repeat = and.")
    List<String> labels = new ArrayList<>();

    @Option(names = "--history", description = "Begin with everything that the engines remember.")
    boolean history;

    @Option(names = "--no-follow", description = "End when the past has been shown; without --since that is all which the engines remember.")
    boolean noFollow;

    @Option(names = "--insights", negatable = true, description = "Say what stands out: restart loops, deaths by lack of memory. Default: on a terminal.")
    @Nullable
    Boolean insights;

    @Option(names = "--utc", description = "Times in UTC in lines, not in local time.")
    boolean utc;

    @Option(names = "--no-trunc", description = "Whole ids in lines.")
    boolean fullIds;

    EventsCommand(Console console) {
        super(console);
        this.engines = new EngineOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, FilterException, SchemaException, IOException {
        boundByNow(Instant.now());
        return super.call();
    }

    /// Without a stream to follow, the end is now; and the past is all there is to show if nothing else is said.
    void boundByNow(Instant now) {
        if (noFollow) {
            if (filters.since != null && filters.since.isAfter(now)) {
                throw new UsageException(new Problem("--since lies ahead, and --no-follow ends now", null,
                        "leave out one of them"));
            }
            filters.until = filters.until == null || filters.until.isAfter(now) ? now : filters.until;
        }
        boolean past = filters.until != null && !filters.until.isAfter(now);
        history |= past && filters.since == null;
    }

    @Override
    List<Source> sources() throws StreamException {
        EventSelection selection = EventWords.selection(names, types, actions, labels);
        if (engines.isDemo()) {
            return ContainerDemo.sources(ContainerDemo.LOOPBACK, ContainerDemo.DEFAULT_SEED, 1,
                    engine -> engine.with(selection, history, isTelling()));
        }
        return settings(selection).stream().map(ContainerSourceType::source).toList();
    }

    /// The engines, and what is wanted of them.
    List<EngineSettings> settings(EventSelection selection) throws StreamException {
        Messages messages = console().messages(common.color);
        return engines.settings(retry.retry, messages, common.quiet).stream()
                .map(engine -> engine.with(selection, history, isTelling())).toList();
    }

    private boolean isTelling() {
        return insights != null ? insights : console().outTheme(common.color).abilities().terminal();
    }

    @Override
    LineStyle lineStyle(List<Source> sources) {
        Origins origins = sources.size() < 2 ? Origins.NONE : Origins.of(sources.stream().map(Source::name).toList());
        return new LineStyle(utc ? ZoneOffset.UTC : ZoneId.systemDefault(), fullIds, origins);
    }
}
