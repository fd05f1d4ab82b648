package dev.evtool.cli;

import dev.evtool.report.Messages;
import dev.evtool.schema.Inference;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import dev.evtool.schema.input.Input;
import dev.evtool.schema.input.Sink;
import dev.evtool.schema.input.Validation;
import dev.evtool.terminal.Signals;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Gives all records of some inputs to an inference, and says what could not be read.
final class InferenceRun implements Sink {

    private final Inference inference;
    private final Messages messages;
    private long records;
    private long unreadable;
    private boolean failed;

    InferenceRun(Inference inference, Messages messages) {
        this.inference = inference;
        this.messages = messages;
    }

    /// How many records were read.
    long records() {
        return records;
    }

    /// Reads the inputs to their end, or until a signal.
    ///
    /// @return what came of reading
    ExitCode run(List<Input> inputs) {
        Thread here = Thread.currentThread();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Signals signals = Signals.install(() -> stop(stopped, here), () -> StreamRun.halt(ExitCode.INTERRUPTED))) {
            try {
                for (Input input : inputs) {
                    inference.input(input.name());
                    new Validation(inference::check, 1, _ -> false).run(List.of(input), this);
                }
            } catch (InterruptedException told) {
                messages.line("stopped before the inputs were through");
            }
            if (unreadable > 0) {
                messages.line(unreadable + " of " + records + " records were no JSON, and left out");
            }
            ExitCode code = failed || unreadable > 0 ? ExitCode.INPUT : ExitCode.OK;
            return stopped.get() ? code.or(signals.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED)) : code;
        }
    }

    private static void stop(AtomicBoolean stopped, Thread thread) {
        stopped.set(true);
        thread.interrupt();
    }

    @Override
    public void input(String name) {
        // it was begun before it was opened
    }

    @Override
    public void record(JudgedRecord record, byte[] bytes, int from, int to) {
        records++;
        if (record.judgement().verdict() == Verdict.INVALID) {
            unreadable++;
            if (unreadable == 1) {
                Violation violation = record.judgement().violations().getFirst();
                messages.problem(record.input() + ':' + violation.place().line() + ':' + violation.place().column()
                        + ": " + violation.message(), violation.hint(), null);
            }
        }
    }

    @Override
    public void unread(UnreadInput input) {
        failed = true;
        messages.problem(input.what(), input.cause(), input.next());
    }

    @Override
    public boolean enough() {
        return false;
    }

    @Override
    public void pause() {
        // nothing is held back
    }
}
