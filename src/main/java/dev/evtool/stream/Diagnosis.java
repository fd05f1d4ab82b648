package dev.evtool.stream;

import dev.evtool.stream.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a doctor has found so far on a way of several steps. Not for several threads.
public final class Diagnosis {

    private final List<String> steps;
    private final Consumer<Finding> teller;
    private final List<Finding> findings = new ArrayList<>();

    /// @param steps in the order of the way
    /// @param teller told of each finding at once
    public Diagnosis(List<String> steps, Consumer<Finding> teller) {
        this.steps = List.copyOf(steps);
        this.teller = teller;
    }

    /// A finding; a step may have several.
    public void say(String step, Verdict verdict, String evidence, @Nullable String next) {
        Finding finding = new Finding(step, verdict, evidence, next);
        findings.add(finding);
        teller.accept(finding);
    }

    public void say(String step, Verdict verdict, Problem problem) {
        say(step, verdict, problem.what() + (problem.cause() == null ? "" : ": " + problem.cause()), problem.next());
    }

    public void ok(String step, String evidence) {
        say(step, Verdict.OK, evidence, null);
    }

    public void skip(String step, String why) {
        say(step, Verdict.SKIPPED, why, null);
    }

    /// Skips the steps before one that have nothing to be said of.
    public void skipBefore(String step) {
        skipUntold(steps.subList(0, steps.indexOf(step)));
    }

    /// Skips all steps that nothing was said of.
    public void skipRest() {
        skipUntold(steps);
    }

    private void skipUntold(List<String> some) {
        String because = findings.stream().filter(f -> f.verdict().isBad()).findFirst()
                .map(f -> "not looked at, because of \"" + f.step() + "\"").orElse("not looked at");
        for (String step : some) {
            if (isUntold(step)) {
                skip(step, because);
            }
        }
    }

    /// The first of some steps of which nothing was said yet, else the last.
    public String firstUntold(List<String> some) {
        return some.stream().filter(this::isUntold).findFirst().orElse(some.getLast());
    }

    private boolean isUntold(String step) {
        return findings.stream().noneMatch(f -> f.step().equals(step));
    }

    /// Whether nothing speaks against what is waited for, and nothing leaves it open.
    public boolean isWell() {
        return findings.stream().noneMatch(f -> f.verdict().isBad());
    }
}
