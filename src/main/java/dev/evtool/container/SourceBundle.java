package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Several sources as one, their past in the order of time. They end together.
///
/// @param name what messages call all of them
record SourceBundle(String name, List<Source> sources) implements Source {

    /// Of the past; what is more is passed on in the order in which it comes.
    private static final int MOST_HELD = 10_000;

    @Override
    public boolean hasPast(Subscription subscription) {
        return sources.stream().anyMatch(source -> source.hasPast(subscription));
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        Past past = new Past(sink, sources.stream().filter(source -> source.hasPast(subscription)).count());
        List<Member> members = sources.stream()
                .map(source -> new Member(source, subscription, past.part(source.hasPast(subscription)))).toList();
        try {
            for (Member member : members) {
                member.thread.join();
            }
        } finally {
            end(members);
        }
        for (Member member : members) {
            member.complain();
        }
    }

    private static void end(List<Member> members) {
        members.forEach(member -> member.thread.interrupt());
        boolean interrupted = Thread.interrupted();
        for (Member member : members) {
            try {
                member.thread.join(Duration.ofSeconds(7));
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// One of the sources on a thread of its own.
    private static final class Member {

        private final Thread thread;
        private volatile @Nullable StreamException failure;
        private volatile @Nullable Throwable crash;

        Member(Source source, Subscription subscription, Part part) {
            thread = Thread.ofVirtual().name(source.name()).start(() -> {
                try {
                    source.run(subscription, part);
                    part.caughtUp();
                } catch (StreamException e) {
                    failure = e;
                    part.caughtUp();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException | Error e) {
                    crash = e;
                    part.caughtUp();
                }
            });
        }

        void complain() throws StreamException {
            if (crash != null) {
                throw new IllegalStateException("a source crashed", crash);
            }
            StreamException reason = failure;
            if (reason != null) {
                throw reason;
            }
        }
    }

    /// What all of them know of the past, until all have told it.
    private static final class Past {

        private final Sink sink;
        private final ReentrantLock lock = new ReentrantLock();
        private final List<Event> held = new ArrayList<>();
        private long open;

        Past(Sink sink, long open) {
            this.sink = sink;
            this.open = open;
        }

        Part part(boolean hasPast) {
            return new Part(this, hasPast);
        }

        void put(StreamItem item) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (open > 0 && item instanceof Event event && held.size() < MOST_HELD) {
                    held.add(event);
                    return;
                }
            } finally {
                lock.unlock();
            }
            sink.put(item);
        }

        /// @throws InterruptedException if told to stop meanwhile
        void told() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (--open == 0) {
                    held.sort(Comparator.comparing(Event::when));
                    for (Event event : held) {
                        sink.put(event);
                    }
                    held.clear();
                    sink.caughtUp();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// The way of one of them.
    private static final class Part implements Sink {

        private final Past past;
        private boolean behind;

        Part(Past past, boolean behind) {
            this.past = past;
            this.behind = behind;
        }

        @Override
        public void put(StreamItem item) throws InterruptedException {
            past.put(item);
        }

        @Override
        public boolean putSafely(StreamItem item, Duration limit) throws InterruptedException {
            return past.sink.putSafely(item, limit);
        }

        @Override
        public void caughtUp() {
            if (behind) {
                behind = false;
                try {
                    past.told();
                } catch (InterruptedException toldToStop) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public boolean isEnding() {
            return past.sink.isEnding();
        }
    }
}
