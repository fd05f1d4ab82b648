package dev.evtool.cli;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTree;
import dev.evtool.notify.Emitter;
import dev.evtool.notify.MessageMaker;
import dev.evtool.notify.Outgoing;
import dev.evtool.notify.TapWish;
import dev.evtool.report.Messages;
import dev.evtool.report.TextReport;
import dev.evtool.schema.PrettyJson;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.StreamException;
import dev.evtool.terminal.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of `evtool notify emit` from its content to its exit code: signals, summary.
///
/// @param check null to send also what is invalid
record Emission(EmitContent content, @Nullable RecordCheck check, Messages messages, TextReport report,
        Console console, EmitSendOptions sending, CommonOptions common) {

    /// How long a broker may take to confirm the last messages after a signal.
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /// Shows what would be sent.
    ExitCode print(MessageMaker maker) throws StreamException, SchemaException, IOException {
        EmitRun run = run(maker, List.of(TapWish.VERSIONED_TOPIC), this::print);
        return emit(run, null);
    }

    private void print(Outgoing message) throws IOException {
        String text = new String(message.json(), StandardCharsets.US_ASCII);
        TextOrJson.print(sending.format == EmitSendOptions.Format.NDJSON ? text + "\n" : pretty(text), console, common);
    }

    private static String pretty(String text) {
        try {
            return JsonTree.parse(text) instanceof Map<?, ?> message
                    ? PrettyJson.of(message.entrySet().stream().collect(java.util.LinkedHashMap::new,
                            (map, e) -> map.put(String.valueOf(e.getKey()), e.getValue()), Map::putAll))
                    : text;
        } catch (JsonFormatException e) {
            throw new IllegalStateException(e); // we have written it
        }
    }

    /// Sends it.
    ExitCode send(MessageMaker maker, List<String> topics, Emitter emitter)
            throws StreamException, SchemaException, IOException {
        return emit(run(maker, topics, emitter::send), emitter);
    }

    private EmitRun run(MessageMaker maker, List<String> topics, EmitRun.Target target) {
        return new EmitRun(maker, topics, sending, check, report, common.quiet, messages, target);
    }

    private ExitCode emit(EmitRun run, @Nullable Emitter emitter) throws SchemaException, StreamException, IOException {
        long started = System.nanoTime();
        Thread here = Thread.currentThread();
        ExitCode code = ExitCode.OK;
        try (Signals signals = Signals.install(here::interrupt, () -> StreamRun.halt(ExitCode.INTERRUPTED))) {
            try {
                content.into(run, console);
                settle(emitter, sending.patience());
            } catch (UsageException wrong) {
                if (emitter == null || emitter.sent() == 0) {
                    throw wrong;
                }
                messages.problem(wrong.problem().what(), wrong.problem().cause(), wrong.problem().next());
                code = ExitCode.USAGE;
                settle(emitter, FAREWELL);
            } catch (InterruptedException told) {
                messages.line("stopped before all was sent");
                code = signals.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED);
                settle(emitter, FAREWELL);
            }
        } catch (StreamException e) {
            messages.problem(e.problem().what(), e.problem().cause(), e.problem().next());
            code = code.or(StreamRun.of(e));
        } catch (InterruptedException again) {
            code = ExitCode.INTERRUPTED;
        }
        return code.or(run.code()).or(emitter == null ? ExitCode.OK : told(emitter, run, started));
    }

    private static void settle(@Nullable Emitter emitter, Duration most) throws StreamException, InterruptedException {
        if (emitter != null) {
            emitter.settle(most);
        }
    }

    /// The end of the story: what nobody has a queue for, and how many there were.
    private ExitCode told(Emitter emitter, EmitRun run, long started) {
        Map<String, Long> unrouted = emitter.unrouted();
        unrouted.forEach((key, count) -> messages.problem(count + (count == 1 ? " message" : " messages")
                + " came back: no queue is bound with " + key,
                "no listener has run, nor a service that told of this "
                        + "priority: it is they who make the queues",
                sending.allowUnrouted ? null
                        : "start the consumer first; --allow-unrouted takes it for success"));
        long returned = unrouted.values().stream().mapToLong(Long::longValue).sum();
        if (!common.quiet) {
            messages.line(String.format(Locale.ROOT, "%d sent, %d confirmed, %d returned%s, in %.1f s", emitter.sent(),
                    emitter.confirmed(), returned, run.invalid() == 0 ? "" : ", " + run.invalid() + " invalid",
                    (System.nanoTime() - started) / 1e9));
        }
        return returned > 0 && !sending.allowUnrouted ? ExitCode.VERDICT : ExitCode.OK;
    }
}
