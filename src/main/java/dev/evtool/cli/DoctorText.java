package dev.evtool.cli;

import dev.evtool.ptp.Finding;
import dev.evtool.ptp.Finding.Verdict;
import dev.evtool.report.Checklist;
import dev.evtool.report.Checklist.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A doctor's findings for people: a checklist for each proxy, and what it comes to; of several proxies at last those
/// whose events cannot arrive.
final class DoctorText implements PtpDoctorCommand.DoctorPrinter {

    private final Checklist checklist;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> badByProxy = new LinkedHashMap<>();
    private String proxy = "";
    private int proxies;

    DoctorText(Checklist checklist) {
        this.checklist = checklist;
    }

    @Override
    public void begin(String name) {
        proxy = name;
        proxies++;
        findings.clear();
        checklist.title(name);
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
        checklist.item(new Checklist.Item(finding.step(), mark(finding.verdict()), finding.verdict().word(),
                finding.evidence(), finding.next()));
    }

    private static Mark mark(Verdict verdict) {
        return switch (verdict) {
            case OK -> Mark.GOOD;
            case SKIPPED -> Mark.NONE;
            case WARN -> Mark.DOUBTFUL;
            case UNPROVEN, FAIL -> Mark.BAD;
        };
    }

    @Override
    public void conclude() {
        String failed = steps(Verdict.FAIL);
        String unproven = steps(Verdict.UNPROVEN);
        String warned = steps(Verdict.WARN);
        if (!failed.isEmpty()) {
            badByProxy.put(proxy, failed);
            checklist.conclusion(Mark.BAD, "events cannot arrive: " + failed);
        } else if (!unproven.isEmpty()) {
            badByProxy.put(proxy, unproven);
            checklist.conclusion(Mark.BAD, "not shown that events can arrive: " + unproven);
        } else if (!warned.isEmpty()) {
            checklist.conclusion(Mark.GOOD, "events can arrive; to be looked at: " + warned);
        } else {
            checklist.conclusion(Mark.GOOD, "events can arrive");
        }
    }

    private String steps(Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).map(Finding::step).distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void end() {
        if (proxies > 1) {
            checklist.title((proxies - badByProxy.size()) + " of " + proxies + " proxies: events can arrive");
            badByProxy.forEach((proxy, steps) -> checklist.conclusion(Mark.BAD, proxy + ": " + steps));
        }
    }
}
