package dev.evtool.report;

import dev.evtool.report.Remark.Level;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import dev.evtool.terminal.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// JUnit XML in the dialect that Jenkins, GitLab and the actions on GitHub have in common: a suite for each input, a case
/// for each record.
///
/// They hold a report in memory, and GitLab takes no more than 30 MB of a file. So a run has cases of their own for 5,000
/// records that fail and 10,000 that pass; those beyond are one case in each suite that says how many they are. That
/// bounds a suite as well, which is held until its counts are known.
public final class JunitReport implements ValidationReport {

    private static final int FAILING = 5_000;
    private static final int PASSING = 10_000;

    /// Of a name.
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_FILE = 1_000;
    private static final int LONGEST_TEXT = 600;

    /// Violations that a record's text lists.
    private static final int LISTED = 20;

    private final LineWriter out;
    private @Nullable JunitSuite suite;
    private long failing;
    private long passing;

    public JunitReport(OutputStream out) {
        this.out = new LineWriter(out);
    }

    @Override
    public void begin() throws IOException {
        out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.line("<testsuites name=\"evtool validate\">");
    }

    @Override
    public void record(JudgedRecord record) throws IOException {
        JunitSuite of = suite(record.input());
        if (record.failed() && failing++ < FAILING) {
            List<Remark> remarks = Remark.of(record);
            of.failure(name(record), record.line(), record.judgement().verdict().toString(), message(remarks),
                    text(remarks));
        } else if (record.failed()) {
            of.furtherFailure();
        } else if (passing++ < PASSING) {
            of.pass(name(record), text(Remark.of(record)));
        } else {
            of.furtherPass();
        }
    }

    /// Readable, and the same in the next run: `12 instance.create.end InstanceCreatePayload 1.12`.
    private static String name(JudgedRecord record) {
        Judgement judgement = record.judgement();
        String event = judgement.event();
        return record.index() + " " + (event == null ? "" : XmlText.of(event, LONGEST_NAME) + ' ')
                + XmlText.of(Remark.subject(judgement), LONGEST_NAME);
    }

    private static String message(List<Remark> remarks) {
        long errors = remarks.stream().filter(remark -> remark.level() == Level.ERROR).count();
        String first = remarks.stream().filter(remark -> remark.level() == Level.ERROR).findFirst()
                .map(remark -> place(remark) + safe(remark.message())).orElse("");
        return XmlText.escaped(first + (errors > 1 ? " (and " + Counted.text(errors - 1, "further error") + ")" : ""));
    }

    private static String place(Remark remark) {
        return remark.pointer().isEmpty() ? "" : safe(remark.pointer()) + ": ";
    }

    /// All that is to be said of a record, a line each.
    private static String text(List<Remark> remarks) {
        String lines = remarks.stream().limit(LISTED).map(JunitReport::line).collect(Collectors.joining("\n"));
        return XmlText.escaped(
                remarks.size() > LISTED ? lines + "\nand " + (remarks.size() - LISTED) + " more" : lines);
    }

    private static String line(Remark remark) {
        String level = switch (remark.level()) {
            case ERROR -> "error: ";
            case WARNING -> "warning: ";
            case NOTE -> "note: ";
        };
        return SafeText.of(remark.file(), LONGEST_FILE) + ':' + remark.line() + ':' + remark.column() + ": " + level
                + safe(remark.subject()) + (remark.pointer().isEmpty() ? ": " : ' ' + place(remark))
                + safe(remark.message()) + " [" + remark.rule() + ']'
                + (remark.hint() == null ? "" : "\n  " + safe(remark.hint()));
    }

    private static String safe(String text) {
        return SafeText.of(text, LONGEST_TEXT);
    }

    @Override
    public void unread(UnreadInput input) throws IOException {
        String cause = input.cause();
        String next = input.next();
        String text = safe(input.what()) + (cause == null ? "" : "\nlikely cause: " + safe(cause))
                + (next == null ? "" : "\nnext: " + safe(next));
        suite(input.input()).error(XmlText.of(input.what(), LONGEST_TEXT), XmlText.escaped(text));
    }

    /// The suite of that input; the one before is written then.
    private JunitSuite suite(String input) throws IOException {
        JunitSuite before = suite;
        if (before != null && before.isOf(input)) {
            return before;
        }
        if (before != null) {
            before.write(out);
        }
        JunitSuite next = new JunitSuite(input, XmlText.of(input, LONGEST_FILE));
        suite = next;
        return next;
    }

    @Override
    public void end(Tally tally, Ending ending) throws IOException {
        if (suite != null) {
            suite.write(out);
        }
        if (ending.isShort()) {
            out.line("<!-- " + ending.words().replace("--", "") + ": what comes after was not looked at -->");
        }
        out.line("</testsuites>");
        out.flush();
    }
}
