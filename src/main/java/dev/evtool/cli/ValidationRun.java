package dev.evtool.cli;

import dev.evtool.report.Ending;
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

/// One validation from its inputs to its exit code: every record to the reports and into the tally.
final class ValidationRun implements Sink {

    private final Reports reports;
    private final long mostFailures;
    private final Tally tally = new Tally();
    private boolean stopped;

    /// @param mostFailures after how many records that fail to end
    ValidationRun(Reports reports, long mostFailures) {
        this.reports = reports;
        this.mostFailures = mostFailures;
    }

    /// Validates files and pipes; what that comes to is told by [#end].
    ///
    /// @return OK, unless a signal ended it
    ExitCode files(Validation validation, List<Input> inputs, Messages messages) throws IOException {
        Thread here = Thread.currentThread();
        Signals caught = Signals.install(here::interrupt, () -> StreamRun.halt(ExitCode.INTERRUPTED));
        try (caught) {
            validation.run(inputs, this);
            return ExitCode.OK;
        } catch (InterruptedException told) {
            stopped = true;
            messages.line("stopped before the inputs were through");
            return caught.received().map(StreamRun::of).orElse(ExitCode.INTERRUPTED);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Ends the reports.
    ///
    /// @return what the records and inputs came to
    ExitCode end() throws IOException {
        reports.end(tally, stopped ? Ending.STOPPED : enough() ? Ending.ENOUGH : Ending.WHOLE);
        ExitCode code = tally.unreadInputs() > 0 ? ExitCode.INPUT : ExitCode.OK;
        return tally.failed() > 0 ? code.or(ExitCode.VERDICT) : code;
    }

    @Override
    public void input(String name) {
        tally.input();
    }

    /// A record, whoever judged it.
    void accept(JudgedRecord record, byte[] bytes, int from, int to) throws IOException {
        tally.add(record);
        reports.record(record, bytes, from, to);
    }

    @Override
    public void record(JudgedRecord record, byte[] bytes, int from, int to) {
        try {
            accept(record, bytes, from, to);
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
