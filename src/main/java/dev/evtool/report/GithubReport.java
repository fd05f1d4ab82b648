package dev.evtool.report;

import dev.evtool.report.Fold.Kind;
import dev.evtool.report.Remark.Level;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import dev.evtool.terminal.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Workflow commands for GitHub Actions, which make annotations of them: `::error file=…,line=…,col=…,title=…::message`.
///
/// GitHub shows no more than ten errors, ten warnings and ten notices of a step, the first ones. So all is held until the
/// end and told where it is most use: what is wrong in the same way in the same file is one annotation with a count, and
/// of each file the most frequent comes before the second of any.
public final class GithubReport implements ValidationReport {

    /// Annotations of one level that are written: a job shows no more than 50 of all its steps.
    private static final int WRITTEN = 50;

    /// Annotations that are held; what comes later and is like none of them is counted only.
    private static final int HELD = 1_000;

    private final LineWriter out;
    private final List<UnreadInput> unread = new ArrayList<>();
    private final Map<Level, Map<Kind, Group>> groups = new HashMap<>();
    private long unheld;

    public GithubReport(OutputStream out) {
        this.out = new LineWriter(out);
    }

    /// Remarks that are alike.
    private static final class Group {
        private final Remark first;
        private long count;

        Group(Remark first) {
            this.first = first;
        }
    }

    @Override
    public void begin() {
        // all is said at the end, when it is known what matters
    }

    @Override
    public void record(JudgedRecord record) {
        for (Remark remark : Remark.of(record)) {
            Map<Kind, Group> held = groups.computeIfAbsent(remark.level(), _ -> new LinkedHashMap<>());
            Kind kind = kind(remark);
            Group group = held.get(kind);
            if (group == null && held.size() < HELD) {
                group = new Group(remark);
                held.put(kind, group);
            }
            if (group == null) {
                unheld++;
            } else {
                group.count++;
            }
        }
    }

    /// A violation is told once in each file, a newer version once.
    private static Kind kind(Remark remark) {
        Kind kind = remark.level() == Level.NOTE ? Fold.verdict(remark) : Fold.violation(remark);
        return remark.level() == Level.NOTE ? new Kind("", kind.rule(), kind.subject(), "")
                : new Kind(Clip.text(remark.file(), WorkflowCommand.LONGEST), kind.rule(), kind.subject(), kind.what());
    }

    @Override
    public void unread(UnreadInput input) {
        if (unread.size() < HELD) {
            unread.add(input);
        }
    }

    @Override
    public void end(Tally tally, Ending ending) throws IOException {
        for (UnreadInput input : unread.subList(0, Math.min(unread.size(), WRITTEN))) {
            out.line(new WorkflowCommand("error").property("file", path(input.input())).property("title", "not read")
                    .message(clean(input.what())));
        }
        int written = Math.min(unread.size(), WRITTEN);
        unheld += tally.unreadInputs() - written;
        for (Level level : Level.values()) {
            List<Group> ordered = ordered(groups.getOrDefault(level, Map.of()).values());
            int room = level == Level.ERROR ? WRITTEN - written : WRITTEN;
            List<Group> chosen = ordered.subList(0, Math.min(ordered.size(), room));
            for (Group group : chosen) {
                out.line(command(group));
            }
            unheld += ordered.stream().skip(chosen.size()).mapToLong(group -> group.count).sum();
        }
        out.line("evtool validate: " + Verdicts.summary(tally) + (unheld > 0
                ? "; " + unheld + " of the findings are in none of these annotations"
                : "") + (ending.isShort() ? "; " + ending.words() : ""));
        out.flush();
    }

    /// Of each file the most frequent first, then of each the second, and so on.
    private static List<Group> ordered(Iterable<Group> groups) {
        Map<String, List<Group>> byFile = new LinkedHashMap<>();
        groups.forEach(group -> byFile.computeIfAbsent(group.first.file(), _ -> new ArrayList<>()).add(group));
        byFile.values().forEach(list -> list.sort(Comparator.comparingLong((Group group) -> -group.count)));
        List<Group> ordered = new ArrayList<>();
        int most = byFile.values().stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < most; rank++) {
            for (List<Group> list : byFile.values()) {
                if (rank < list.size()) {
                    ordered.add(list.get(rank));
                }
            }
        }
        return ordered;
    }

    private static String command(Group group) {
        Remark remark = group.first;
        WorkflowCommand command = new WorkflowCommand(switch (remark.level()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        });
        if (remark.inFile()) {
            command.property("file", path(remark.file())).property("line", Long.toString(remark.line()))
                    .property("col", Long.toString(remark.column()));
        }
        command.property("title", clean(remark.subject()) + ": " + remark.rule());
        StringBuilder message = new StringBuilder();
        if (!remark.inFile()) {
            message.append(remark.file()).append(", line ").append(remark.line()).append(": ");
        }
        if (!remark.pointer().isEmpty()) {
            message.append(clean(remark.pointer())).append(": ");
        }
        message.append(clean(remark.message()));
        if (remark.hint() != null) {
            message.append('\n').append(clean(remark.hint()));
        }
        if (group.count > 1) {
            message.append("\n(").append(group.count - 1).append(" more like it")
                    .append(remark.level() == Level.NOTE ? ")" : " in this file)");
        }
        return command.message(message.toString());
    }

    /// GitHub takes paths relative to the repository, where a step runs.
    private static String path(String file) {
        return clean(file.startsWith("./") ? file.substring(2) : file);
    }

    private static String clean(String text) {
        return SafeText.of(text, WorkflowCommand.LONGEST);
    }
}
