package dev.evtool.cli;

import dev.evtool.report.Messages;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.input.Input;
import dev.evtool.schema.input.Sink;
import dev.evtool.schema.input.Validation;
import dev.evtool.terminal.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// One validation from its inputs to its exit code: every record to the reports and into the tally.
final class ValidationRun implements Sink {

    private final Reports reports;
    private final long mostFailures;
    private final Tally tally = new Tally();

    /// @param mostFailures after how many records that fail to end
    ValidationRun(Reports reports, long mostFailures) {
        this.reports = reports;
        this.mostFailures = mostFailures;
    }

    ExitCode run(Validation validation, List<Input> inputs, Messages messages) throws IOException {
        Thread here = Thread.currentThread();
        AtomicBoolean stopped = new AtomicBoolean();
        try (Signals signals = Signals.install(() -> stop(stopped, here), () -> StreamRun.halt(ExitCode.INTERRUPTED))) {
            try {
                validation.run(inputs, this);
            } catch (InterruptedException told) {
                messages.line("stopped before the inputs were through");
            }
            reports.end(tally, stopped.get() || enough());
            ExitCode code = tally.unreadInputs() > 0 ? ExitCode.INPUT : ExitCode.OK;
            code = tally.failed() > 0 ? code.or(ExitCode.VERDICT) : code;
            return stopped.get() ? code.or(signals.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED)) : code;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void stop(AtomicBoolean stopped, Thread thread) {
        stopped.set(true);
        thread.interrupt();
    }

    @Override
    public void input(String name) {
        tally.input();
    }

    @Override
    public void record(JudgedRecord record, byte[] bytes, int from, int to) {
        tally.add(record);
        try {
            reports.record(record, bytes, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void unread(UnreadInput input) {
        tally.unread();
        try {
            reports.unread(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean enough() {
        return tally.failed() >= mostFailures;
    }

    @Override
    public void pause() {
        try {
            reports.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
