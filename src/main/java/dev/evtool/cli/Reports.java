package dev.evtool.cli;

import dev.evtool.report.DriftTable;
import dev.evtool.report.Ending;
import dev.evtool.report.ValidationReport;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All reports of one validation, and the records that go on. Used by one thread.
final class Reports implements AutoCloseable {

    private final List<ValidationReport> reports = new ArrayList<>();
    private final List<OutputStream> files = new ArrayList<>();
    private final @Nullable OutputStream passed;
    private final @Nullable DriftTable drift;

    /// @param passed where records that do not fail go on; null if nowhere
    /// @param drift where the drift is shown at the end; null if nowhere
    Reports(@Nullable OutputStream passed, @Nullable DriftTable drift) {
        this.drift = drift;
        this.passed = passed == null ? null : new BufferedOutputStream(passed, 1 << 16);
    }

    void add(ValidationReport report, @Nullable OutputStream file) throws IOException {
        reports.add(report);
        if (file != null) {
            files.add(file);
        }
        report.begin();
    }

    void record(JudgedRecord record, byte[] bytes, int from, int to) throws IOException {
        for (ValidationReport report : reports) {
            report.record(record);
        }
        if (passed != null && !record.failed()) {
            line(passed, bytes, from, to);
        }
    }

    /// As one line: the line breaks of a document are blanks between its tokens.
    private static void line(OutputStream out, byte[] bytes, int from, int to) throws IOException {
        int begin = from;
        for (int p = from; p < to; p++) {
            if (bytes[p] == '\n' || bytes[p] == '\r') {
                out.write(bytes, begin, p - begin);
                begin = p + 1;
            }
        }
        out.write(bytes, begin, to - begin);
        out.write('\n');
    }

    void unread(UnreadInput input) throws IOException {
        for (ValidationReport report : reports) {
            report.unread(input);
        }
    }

    void flush() throws IOException {
        if (passed != null) {
            passed.flush();
        }
    }

    void end(Tally tally, Ending ending) throws IOException {
        flush();
        for (ValidationReport report : reports) {
            report.end(tally, ending);
        }
        if (drift != null) {
            drift.print(tally.drift());
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files) {
            file.close();
        }
    }
}
