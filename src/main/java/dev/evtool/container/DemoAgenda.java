package dev.evtool.container;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/// What is going to happen in the [DemoContainers], in order of time; no clock and no thread is involved.
final class DemoAgenda {

    private static final int LAST_MINUTE = 60_000;

    private record Step(long atMillis, long number, Runnable action) {}

    private final PriorityQueue<Step> steps = new PriorityQueue<>(
            Comparator.comparingLong(Step::atMillis).thenComparingLong(Step::number));
    private final Random random;
    private final long historyMillis;
    private long now;
    private long count;

    /// @param history how long the world goes on before somebody looks: things happen less often then
    DemoAgenda(Random random, Duration history) {
        this.random = random;
        this.historyMillis = history.toMillis();
    }

    /// When the next thing happens, since the world began.
    Duration next() {
        return Duration.ofMillis(steps.element().atMillis());
    }

    /// Makes it happen.
    void act() {
        Step step = steps.remove();
        now = step.atMillis();
        step.action().run();
    }

    void after(double seconds, Runnable action) {
        steps.add(new Step(now + Math.round(seconds * 1000), count++, action));
    }

    /// After that long of the present, which is not left to chance.
    void inPresent(double seconds, Runnable action) {
        steps.add(new Step(historyMillis + Math.round(seconds * 1000), count++, action));
    }

    /// What to do after a rest, again and again. What would begin in the last minute before the present is left out:
    /// then things begin anew ([#inPresent]).
    ///
    /// @param length how long a thing takes that was begun now
    /// @param inHistory how long to rest after it, in seconds, at most
    void rest(double length, double inHistory, double inPresent, Runnable next) {
        boolean history = now < historyMillis;
        double seconds = length + (history ? between(inHistory / 2, inHistory) : between(inPresent / 3, inPresent));
        if (!history || now + seconds * 1000 < historyMillis - LAST_MINUTE) {
            after(seconds, next);
        }
    }

    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    boolean chance(double of) {
        return random.nextDouble() < of;
    }

    int one(int of) {
        return random.nextInt(of);
    }
}
