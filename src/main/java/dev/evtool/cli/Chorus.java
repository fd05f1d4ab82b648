package dev.evtool.cli;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.report.Messages;
import dev.evtool.stream.Problem;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What many sources have to say, for one person: how far all of them are is summed up, now and then and when nothing
/// more changes; of those in trouble a few at a time have a line of their own, the others are counted. Captures and
/// `-o ndjson` have every word.
final class Chorus implements AutoCloseable {

    /// So many sources, and fewer, speak for themselves.
    static final int SOLOISTS = 10;
    /// Lines of one kind within one window.
    private static final int SOLOS = 5;
    private static final int WINDOW_BEATS = 10;
    private static final int PROGRESS_BEATS = 5;
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Messages messages;
    private final int sources;
    private final Thread conductor;
    private final Set<String> connected = new HashSet<>();
    private final Set<String> subscribed = new HashSet<>();
    private final Set<String> unsubscribed = new HashSet<>();
    private final Map<Notice.Kind, Integer> solos = new EnumMap<>(Notice.Kind.class);
    private int gaps;
    private int failed;
    private boolean changed;
    private boolean moving;
    private int beats;
    private int sincePart;

    Chorus(Messages messages, int sources) {
        this.messages = messages;
        this.sources = sources;
        this.conductor = Thread.ofVirtual().name("chorus").start(this::conduct);
    }

    synchronized void notice(Notice notice) {
        switch (notice.kind()) {
            case CONNECTED -> moved(connected.add(notice.source()));
            case SUBSCRIBED -> moved(subscribed.add(notice.source()));
            case UNSUBSCRIBED -> unsubscribed.add(notice.source());
            case RECONNECTING, PLACEHOLDER, MALFORMED, WARNING, INSIGHT -> {
                if (solos.merge(notice.kind(), 1, Integer::sum) <= SOLOS) {
                    messages.notice(notice);
                }
            }
        }
    }

    /// A gap, where stdout has no place for it.
    synchronized void gap(Gap gap) {
        if (++gaps <= SOLOS) {
            messages.gap(gap);
        }
    }

    /// A source has failed for good.
    synchronized void failed(Problem problem) {
        failed++;
        moved(true);
        if (failed <= SOLOS) {
            messages.problem(problem.what(), problem.cause(), problem.next());
        }
    }

    private void moved(boolean really) {
        changed |= really;
        moving |= really;
    }

    private void conduct() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                beat();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void beat() {
        sincePart++;
        if (changed && (!moving || isComplete() || sincePart >= PROGRESS_BEATS)) {
            tellProgress();
        }
        moving = false;
        if (++beats % WINDOW_BEATS == 0) {
            tellOthers();
        }
    }

    private boolean isComplete() {
        return subscribed.size() + failed >= sources;
    }

    private void tellProgress() {
        changed = false;
        sincePart = 0;
        if (connected.isEmpty()) { // also where sources have nothing to say of that
            messages.line(failed + " of " + sources + " sources failed");
            return;
        }
        messages.line(connected.size() + " of " + sources + " sources connected, " + subscribed.size() + " subscribed"
                + (failed > 0 ? ", " + failed + " failed" : ""));
    }

    private void tellOthers() {
        solos.forEach((kind, count) -> {
            if (count > SOLOS) {
                messages.line("and " + (count - SOLOS) + " more of the kind \"" + kind.word() + "\" in the last "
                        + WINDOW_BEATS * BEAT.toSeconds() + " s");
            }
        });
        if (gaps > SOLOS) {
            messages.line("and " + (gaps - SOLOS) + " more gaps in the last " + WINDOW_BEATS * BEAT.toSeconds() + " s");
        }
        solos.clear();
        gaps = 0;
    }

    /// Says what has not been said yet.
    @Override
    public void close() {
        conductor.interrupt();
        synchronized (this) {
            if (changed) {
                tellProgress();
            }
            tellOthers();
            if (!unsubscribed.isEmpty()) {
                messages.line("unsubscribed at " + unsubscribed.size() + " sources");
            }
        }
    }
}
