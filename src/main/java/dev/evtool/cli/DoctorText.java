package dev.evtool.cli;

import dev.evtool.report.Checklist;
import dev.evtool.report.Checklist.Mark;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Finding.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A doctor's findings for people: a checklist for each peer, and what it comes to; of several peers at last those
/// from which nothing can arrive.
final class DoctorText implements DoctorPrinter {

    private final Words words;
    private final Checklist checklist;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> badByPeer = new LinkedHashMap<>();
    private String peer = "";
    private int peers;

    DoctorText(Words words, Checklist checklist) {
        this.words = words;
        this.checklist = checklist;
    }

    @Override
    public void begin(String name) {
        peer = name;
        peers++;
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
            badByPeer.put(peer, failed);
            checklist.conclusion(Mark.BAD, words.items() + " cannot arrive: " + failed);
        } else if (!unproven.isEmpty()) {
            badByPeer.put(peer, unproven);
            checklist.conclusion(Mark.BAD, "not shown that " + words.items() + " can arrive: " + unproven);
        } else if (!warned.isEmpty()) {
            checklist.conclusion(Mark.GOOD, words.items() + " can arrive; to be looked at: " + warned);
        } else {
            checklist.conclusion(Mark.GOOD, words.items() + " can arrive");
        }
    }

    private String steps(Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).map(Finding::step).distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void end() {
        if (peers > 1) {
            checklist.title((peers - badByPeer.size()) + " of " + peers + " " + words.peers() + ": " + words.items()
                    + " can arrive");
            badByPeer.forEach((name, steps) -> checklist.conclusion(Mark.BAD, name + ": " + steps));
        }
    }
}
