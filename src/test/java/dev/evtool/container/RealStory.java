package dev.evtool.container;

import dev.evtool.Launched;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// The life story on a real engine, watched by its own client and by evtool at the same time.
///
/// @param own what the engine's client told of it
/// @param printed what evtool printed of it
record RealStory(List<RealEngine.Told> own, List<EventsProcess.Printed> printed) {

    private static final String FIRST = "mark-begin-";
    private static final String LAST = "mark-end";

    /// Watchers are slow to start, and not all engines say when they have begun to listen: the story begins after the
    /// first mark that both have seen, and ends with another.
    static RealStory of(RealEngine engine) throws Exception {
        try (Launched own = engine.watch(); EventsProcess evtool = EventsProcess.start(engine.uri())) {
            String begin = markUntilSeen(engine, own, evtool);
            engine.story();
            engine.mark(LAST);
            own.awaitOut(line -> line.contains(LAST));
            evtool.run().awaitOut(line -> line.contains(LAST));
            if (evtool.interrupt() != 130) {
                throw new AssertionError("no clean end: " + evtool.run().err());
            }
            return new RealStory(
                    between(own.out().stream().map(engine::told).toList(), begin,
                            told -> told.attributes() + told.id()),
                    between(evtool.events(), begin, printed -> printed.data() + printed.subject()));
        }
    }

    private static String markUntilSeen(RealEngine engine, Launched own, EventsProcess evtool) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (int i = 100; System.nanoTime() < deadline; i++) {
            String mark = FIRST + i;
            engine.mark(mark);
            Predicate<String> seen = line -> line.contains(mark);
            // Podman's client looks into the file of events a few times a second.
            for (int look = 0; look < 20; look++) {
                if (own.out().stream().anyMatch(seen) && evtool.run().out().stream().anyMatch(seen)) {
                    return mark;
                }
                Thread.sleep(50);
            }
        }
        throw new AssertionError("not watched: " + own.err() + own.out() + evtool.run().err() + evtool.run().out());
    }

    private static <T> List<T> between(List<T> all, String begin, java.util.function.Function<T, String> text)
            throws IOException {
        int from = -1;
        int to = -1;
        for (int i = 0; i < all.size(); i++) {
            if (text.apply(all.get(i)).contains(begin)) {
                from = i;
            } else if (to < 0 && text.apply(all.get(i)).contains(LAST)) {
                to = i;
            }
        }
        if (from < 0 || to < from) {
            throw new IOException("no marks in " + all);
        }
        return List.copyOf(all.subList(from + 1, to));
    }
}
