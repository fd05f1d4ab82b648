package dev.evtool.cli;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.filter.Filter;
import dev.evtool.filter.FilterException;
import dev.evtool.report.Messages;
import dev.evtool.report.Summary;
import dev.evtool.schema.EventCheck;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Output;
import dev.evtool.stream.Overflow;
import dev.evtool.stream.Pipeline;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StopRules;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.StreamResult;
import dev.evtool.stream.Subscription;
import dev.evtool.terminal.Signals;
import dev.evtool.terminal.StandardStreams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One streaming command from its options to its exit code: filter, stop rules, pipeline, signals, summary.
final class StreamRun {

    /// How long sources have to give back what they hold after a signal, and outputs to take the last of it.
    private static final Duration SOURCES_LIMIT = Duration.ofSeconds(8);
    private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(1);

    private final CommonOptions common;
    private final StopOptions stop;
    private final Messages messages;
    private final Supplier<OptionalInt> columns;
    private final Filter filter;
    private final StopRules rules;
    private final @Nullable EventCheck check;
    private final boolean failOnInvalid;
    private final Subscription subscription;
    private volatile @Nullable Signals signals;
    private volatile @Nullable Chorus chorus;
    private volatile @Nullable Pipeline running;

    /// @param columns the width of stderr, if that is a terminal
    /// @throws UsageException if options make no sense together
    /// @throws SchemaException if a schema of the user's cannot be used
    StreamRun(CommonOptions common, FilterOptions filters, ValidateOptions validation, StopOptions stop,
            Messages messages, Supplier<OptionalInt> columns) throws FilterException, SchemaException {
        this.common = common;
        this.stop = stop;
        this.messages = messages;
        this.columns = columns;
        this.check = validation.check();
        this.failOnInvalid = validation.failOnInvalid;
        requireSense(filters, stop);
        this.filter = Filter.compile(filters.filters, Families.fields());
        this.rules = new StopRules(stop.limit, stop.timeout, stop.idleTimeout, predicate(stop.untilMatch),
                predicate(stop.failOn));
        this.subscription = new Subscription(filters.since, filters.until);
    }

    private static void requireSense(FilterOptions filters, StopOptions stop) {
        if (filters.since != null && filters.until != null && filters.until.isBefore(filters.since)) {
            throw new UsageException(new Problem("--until lies before --since", null, "swap them"));
        }
        if (stop.limit != null && stop.limit < 1) {
            throw new UsageException(new Problem("--limit " + stop.limit + " would show nothing", null,
                    "give a number from 1 on"));
        }
    }

    private static @Nullable Predicate<Event> predicate(@Nullable String expression) throws FilterException {
        return expression == null ? null : Filter.compile(List.of(expression), Families.fields())::test;
    }

    /// Runs the sources into the outputs and closes these.
    ///
    /// @param terminal whether the output is a terminal, which drops rather than stops the stream
    /// @param sums whether to say at the end how long what was in which state
    /// @param lost whether a recording could not keep everything, asked at the end
    ExitCode run(List<Source> sources, List<Output> outputs, boolean terminal, boolean sums, BooleanSupplier lost) {
        Overflow overflow = stop.onOverflow != null ? stop.onOverflow
                : terminal ? Overflow.DROP_OLDEST : Overflow.BLOCK;
        Instant started = Instant.now();
        StateWatch states = sums && !common.quiet ? new StateWatch(this::pass, started) : null;
        Pipeline pipeline = states == null
                ? new Pipeline(sources, this::pass, outputs, rules, overflow, this::failed)
                : new Pipeline(sources, states::filter, states.before(outputs), rules, overflow, this::failed);
        running = pipeline;
        CountDownLatch ended = new CountDownLatch(1);
        try (Signals caught = Signals.install(() -> stop(pipeline, ended), () -> halt(ExitCode.INTERRUPTED))) {
            signals = caught;
            StreamResult result = run(pipeline, sources.size());
            IOException closing = close(outputs);
            IOException failure = result.outputFailure() != null ? result.outputFailure() : closing;
            report(result, failure, Duration.between(started, Instant.now()), states);
            return exitCode(result, failure, lost.getAsBoolean(), caught.received());
        } finally {
            ended.countDown();
        }
    }

    /// The event as it shall be shown, judged first so that filters can ask for the verdict.
    private Optional<Event> pass(Event event) {
        return filter.apply(check == null ? event : check.judged(event));
    }

    private StreamResult run(Pipeline pipeline, int sources) {
        if (sources <= Chorus.SOLOISTS || common.quiet) {
            return pipeline.run(subscription);
        }
        try (Chorus many = new Chorus(messages, sources)) {
            chorus = many;
            return pipeline.run(subscription);
        }
    }

    /// Says what a source has to say of the stream, by itself or, where there are many, as one of them.
    void notice(Notice notice) {
        Chorus many = chorus;
        if (many == null) {
            messages.notice(notice);
        } else {
            many.notice(notice);
        }
    }

    /// Says that there is a gap, where stdout has no place for it.
    void gap(Gap gap) {
        Chorus many = chorus;
        if (many == null) {
            messages.gap(gap);
        } else {
            many.gap(gap);
        }
    }

    /// Ends the stream because an output has enough.
    void enough() {
        Pipeline pipeline = running;
        if (pipeline != null) {
            pipeline.stop();
        }
    }

    /// Ends the stream; an output that is stuck cannot keep the program from ending when the sources have.
    private void stop(Pipeline pipeline, CountDownLatch ended) {
        pipeline.stop();
        try {
            pipeline.awaitSources(SOURCES_LIMIT);
            if (!ended.await(OUTPUT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                Signals caught = signals;
                lastMessage("the output takes nothing more: ended without it");
                halt(caught == null ? ExitCode.INTERRUPTED
                        : caught.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says something although stderr may be stuck as well.
    private void lastMessage(String text) throws InterruptedException {
        Thread.ofPlatform().daemon().start(() -> messages.line(text)).join(OUTPUT_LIMIT);
    }

    static void halt(ExitCode code) {
        Runtime.getRuntime().halt(code.number());
    }

    private void failed(StreamException e) {
        Problem problem = e.problem();
        Chorus many = chorus;
        if (many == null) {
            messages.problem(problem.what(), problem.cause(), problem.next());
        } else {
            many.failed(problem);
        }
        if (common.stackTraces()) {
            messages.line(stackTrace(e));
        }
    }

    static String stackTrace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static @Nullable IOException close(List<Output> outputs) {
        IOException failure = null;
        for (Output output : outputs) {
            try {
                output.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        return failure;
    }

    private void report(StreamResult result, @Nullable IOException failure, Duration elapsed,
            @Nullable StateWatch states) {
        if (result.crash() != null) {
            messages.problem("internal error: " + result.crash(), "a bug in evtool",
                    "please report it with what -vv prints");
            if (common.stackTraces()) {
                messages.line(stackTrace(result.crash()));
            }
        }
        if (failure != null && !StandardStreams.isClosedPipe(failure)) {
            messages.problem("cannot write the output: " + failure.getMessage(), null, null);
        }
        boolean closedPipe = failure != null && StandardStreams.isClosedPipe(failure);
        if (!common.quiet && !closedPipe) {
            messages.summary(new Summary(result.events(), result.shown(), result.gaps(), result.dropped(),
                    result.placeholders(), result.malformed(), filter.errors(), check == null ? 0 : check.failed(),
                    elapsed));
            if (states != null) {
                messages.states(states.report(), columns);
            }
        }
    }

    private ExitCode exitCode(StreamResult result, @Nullable IOException failure, boolean lost,
            Optional<Signals.Signal> signal) {
        ExitCode code = result.crash() != null ? ExitCode.INTERNAL : ExitCode.OK;
        for (StreamException e : result.failures()) {
            code = code.or(of(e));
        }
        boolean closedPipe = failure != null && StandardStreams.isClosedPipe(failure);
        boolean unwritten = failure != null && !closedPipe;
        boolean badGap = stop.failOnGap && result.gaps() > 0;
        if (unwritten || lost || badGap) {
            code = code.or(ExitCode.INCOMPLETE);
        }
        if (failOnInvalid && check != null && check.failed() > 0) {
            code = code.or(ExitCode.VERDICT);
        }
        code = code.or(switch (result.end()) {
            case SOURCES_DONE, LIMIT, IDLE, MATCH, OUTPUT -> ExitCode.OK;
            case FAIL_ON -> ExitCode.VERDICT;
            case OVERFLOW -> ExitCode.INCOMPLETE;
            case TIMEOUT -> ExitCode.TIMEOUT;
            case STOPPED -> signal.map(StreamRun::of).orElse(ExitCode.OK);
        });
        boolean toldToEnd = closedPipe || result.end() == StreamResult.End.STOPPED;
        boolean unmet = rules.untilMatch() != null && result.end() != StreamResult.End.MATCH && !toldToEnd;
        return unmet ? code.or(ExitCode.VERDICT) : code;
    }

    /// The code of an end by a signal.
    static ExitCode of(Signals.Signal signal) {
        return switch (signal) {
            case INT -> ExitCode.INTERRUPTED;
            case TERM -> ExitCode.TERMINATED;
            case HUP -> ExitCode.HANGUP;
        };
    }

    /// The code of a failure, by its kind.
    static ExitCode of(StreamException e) {
        return switch (e) {
            case StreamException.Unreachable u -> ExitCode.SOURCE;
            case StreamException.Unreadable u -> ExitCode.INPUT;
            case StreamException.Usage u -> ExitCode.USAGE;
            case StreamException.Incomplete i -> ExitCode.INCOMPLETE;
        };
    }
}
