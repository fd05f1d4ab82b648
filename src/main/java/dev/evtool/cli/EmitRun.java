package dev.evtool.cli;

import dev.evtool.event.JsonDumps;
import dev.evtool.notify.MessageMaker;
import dev.evtool.notify.Outgoing;
import dev.evtool.notify.Pace;
import dev.evtool.report.Messages;
import dev.evtool.report.TextReport;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.Strictness;
import dev.evtool.schema.Verdict;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes messages of what is to be said, checks each as it will be on the wire, and hands on what passes. Used by one thread.
final class EmitRun {

    /// Where messages go.
    interface Target {
        void take(Outgoing message) throws StreamException, InterruptedException, IOException;
    }

    private final MessageMaker maker;
    private final List<String> topics;
    private final long times;
    private final Pace pace;
    private final @Nullable RecordCheck check;
    private final TextReport report;
    private final Messages messages;
    private final Target target;
    private final boolean quiet;
    private final Strictness strictness = new Strictness(false, false);
    private long judged;
    private long invalid;
    private long unreadable;

    /// @param check null to send also what is invalid
    /// @param quiet whether to tell of what is wrong only
    EmitRun(MessageMaker maker, List<String> topics, EmitSendOptions sending, @Nullable RecordCheck check,
            TextReport report, boolean quiet, Messages messages, Target target) {
        this.quiet = quiet;
        this.maker = maker;
        this.topics = topics;
        this.times = sending.times();
        this.pace = sending.pace();
        this.check = check;
        this.report = report;
        this.messages = messages;
        this.target = target;
    }

    /// How often each is to be sent.
    long times() {
        return times;
    }

    /// Sends a message, on each topic.
    ///
    /// @param place where it was found, for messages
    /// @param said what is known of it
    void send(Place place, Map<String, @Nullable Object> said)
            throws StreamException, InterruptedException, IOException {
        pace.await();
        Map<String, @Nullable Object> message = maker.message(said, Instant.now());
        String priority = message.get("priority") instanceof String word ? word.toLowerCase(Locale.ROOT) : "info";
        for (String topic : topics) {
            byte[] json = JsonDumps.bytes(message);
            if (check != null && !passes(check, place, json)) {
                return;
            }
            target.take(new Outgoing(topic, priority, json));
            message = MessageMaker.again(message);
        }
    }

    private boolean passes(RecordCheck by, Place place, byte[] json) throws IOException {
        Judgement judgement = by.check(json, 0, json.length, _ -> place);
        boolean fails = strictness.fails(judgement);
        judged++;
        // that a legacy payload claims no version is no news to who sends it
        boolean remarkable = !quiet && (judgement.verdict() != Verdict.UNVERSIONED
                || !judgement.violations().isEmpty());
        if (fails || remarkable) {
            report.record(new JudgedRecord(String.valueOf(place.file()), judged, place.line(), place.column(),
                    judgement, fails));
        }
        invalid += fails ? 1 : 0;
        return !fails;
    }

    /// A record that cannot be sent.
    void refuse(Place place, String what, @Nullable String next) {
        unreadable++;
        messages.problem(place.file() + ":" + place.line() + ":" + place.column() + ": " + what, null, next);
    }

    /// An input that cannot be read.
    void unread(String what, @Nullable String cause, @Nullable String next) {
        unreadable++;
        messages.problem(what, cause, next);
    }

    /// How many messages were not sent because they break their contract.
    long invalid() {
        return invalid;
    }

    /// What came of it so far.
    ExitCode code() {
        return (unreadable > 0 ? ExitCode.INPUT : ExitCode.OK).or(invalid > 0 ? ExitCode.VERDICT : ExitCode.OK);
    }
}
