package dev.evtool.schema.input;

import dev.evtool.schema.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Cuts values that go over lines as they like, one after the other; of an array on top, each element. How it goes on
/// behind a broken one says [Resync]. What is neither a value nor a broken one - an array that has no end, a comma too
/// many - is a flaw at its place.
final class ValueCutter implements Cutter {

    private enum Phase {
        BETWEEN, WITHIN, BROKEN, TOO_LONG, TOO_LONG_BROKEN
    }

    /// A broken value is looked at again with each part that arrives while it is short, and then each time it has doubled.
    private static final int SHORT = 1 << 16;
    /// What is kept of a value that is stepped over, so that no line or comma is missed that came in two parts.
    private static final int KEPT = 1 << 12;

    private final Feed feed;
    private final int longest;
    private final ValuesPiece.Draft draft = new ValuesPiece.Draft();
    private final ValueScan scan = new ValueScan();
    private final TopLevel top = new TopLevel();
    private Phase phase = Phase.BETWEEN;
    private @Nullable Flaw flaw;
    private boolean over;
    private Place start = new Place(1, 1);
    /// Whether the value begins its line, and behind how much white space.
    private boolean beginsLine = true;
    private long indent;
    /// How much of the value has been scanned, and where it must end if it is whole; -1 where it may end anywhere.
    private int scanned;
    private int fence = -1;
    private int tried;
    /// Up to here from the beginning of the input a value has been scanned that was broken. What begins before is not scanned
    /// further than to the next line like its own, or each of many lines would be scanned to the end.
    private long suspect;
    /// Up to here brackets were counted on to no end; not once more for each element before.
    private long hopeless;

    /// @param longest in bytes that a value may be
    ValueCutter(Feed feed, int longest) {
        this.feed = feed;
        this.longest = longest;
    }

    @Override
    public @Nullable Piece next() throws IOException {
        while (true) {
            Flaw found = flaw;
            if (found != null && draft.isEmpty()) {
                flaw = null;
                return new FlawPiece(found);
            }
            if (found == null && !draft.isFull() && step()) {
                continue;
            }
            if (!draft.isEmpty()) {
                return draft.piece(feed.release());
            }
            if (over) {
                return null;
            }
            over = !feed.more();
        }
    }

    /// Goes on with what is held; `false` if that does not lead further.
    private boolean step() {
        return switch (phase) {
            case BETWEEN -> between();
            case WITHIN -> within();
            case BROKEN -> broken();
            case TOO_LONG -> tooLong();
            case TOO_LONG_BROKEN -> tooLongBroken();
        };
    }

    private boolean between() {
        byte[] bytes = feed.bytes();
        int p = feed.from();
        for (; p < feed.limit() && Resync.isBlank(bytes[p]); p++) {
            beginsLine |= bytes[p] == '\n';
        }
        feed.advance(p);
        start = feed.counter().place();
        if (p == feed.limit()) {
            flaw = over ? top.end(start) : null;
            return flaw != null;
        }
        flaw = top.flaw(bytes[p], start);
        if (top.isPunctuation(bytes[p], start)) {
            feed.advance(p + 1);
            beginsLine = false;
        } else if (flaw == null) {
            begin();
        }
        return true;
    }

    private void begin() {
        scan.reset();
        scanned = 0;
        tried = 0;
        phase = Phase.WITHIN;
        indent = beginsLine ? start.column() - 1 : 0;
        int line = isByLine() && feed.position() < suspect
                ? Resync.line(feed.bytes(), feed.from(), feed.limit(), indent)
                : -1;
        fence = line < 0 ? -1 : line - feed.from();
    }

    /// Whether the next line like its own would end it.
    private boolean isByLine() {
        return beginsLine || !top.isArray();
    }

    private boolean within() {
        int from = feed.from();
        int end = fence < 0 ? feed.limit() : from + fence;
        scanned = scan.scan(feed.bytes(), from + scanned, end) - from;
        boolean last = over && fence < 0;
        if (scan.state() == ValueScan.State.ENDED || (last && scan.mayEnd())) {
            add(from + scanned, from + scanned, false);
        } else if (scan.state() == ValueScan.State.BROKEN || last || fence >= 0 || hasTakenAnother()) {
            suspect = Math.max(suspect, feed.position() + scanned);
            phase = Phase.BROKEN;
        } else if (scanned > longest) {
            giveUp(Phase.TOO_LONG);
        } else {
            return false;
        }
        return true;
    }

    /// Whether the value is too long since it is torn, and has taken those behind it in.
    private boolean hasTakenAnother() {
        return scanned > longest && isByLine()
                && Resync.line(feed.bytes(), feed.from(), feed.limit(), indent) >= 0;
    }

    private boolean broken() {
        byte[] bytes = feed.bytes();
        int from = feed.from();
        int held = feed.limit() - from;
        boolean last = over || held > longest;
        if (!last && tried > SHORT && held < 2 * tried) {
            return false;
        }
        tried = held;
        int line = isByLine() ? Resync.line(bytes, from, feed.limit(), indent) : -1;
        if (line >= 0) {
            add(line, Resync.trim(bytes, from, line), true);
            return true;
        }
        int comma = top.isArray() && (last || !isByLine()) ? comma(last) : -1;
        if (comma >= 0) {
            add(comma, Resync.trim(bytes, from, comma), false);
        } else if (over) {
            top.forget();
            add(feed.limit(), Resync.trim(bytes, from, feed.limit()), false);
        } else if (last) {
            giveUp(Phase.TOO_LONG_BROKEN);
        }
        return last || comma >= 0;
    }

    private int comma(boolean last) {
        int broken = feed.from() + scanned;
        int comma = -1;
        if (feed.position() >= hopeless) {
            comma = Resync.element(feed.bytes(), feed.from(), broken, feed.limit(), scan);
        }
        if (comma < 0 && last) {
            hopeless = feed.position() + feed.limit() - feed.from();
            int suspicious = Resync.stringBefore(feed.bytes(), feed.from(), broken);
            comma = Resync.pattern(feed.bytes(), suspicious, feed.limit());
        }
        return comma;
    }

    /// Adds the value that ends before `to`, and goes on at `next`.
    private void add(int next, int to, boolean commaPassed) {
        if (to - feed.from() > longest) {
            flaw = Flaw.tooLong(start, longest);
        } else {
            draft.add(feed.from(), to, start.line(), start.column());
        }
        feed.advance(next);
        ended(commaPassed);
    }

    private void ended(boolean commaPassed) {
        top.passed(commaPassed);
        beginsLine = commaPassed;
        phase = Phase.BETWEEN;
    }

    private void giveUp(Phase how) {
        flaw = Flaw.tooLong(start, longest);
        feed.advance(feed.from() + scanned);
        phase = how;
    }

    private boolean tooLong() {
        int p = scan.scan(feed.bytes(), feed.from(), feed.limit());
        feed.advance(p);
        if (scan.state() == ValueScan.State.BROKEN) {
            phase = Phase.TOO_LONG_BROKEN;
        } else if (scan.state() == ValueScan.State.ENDED) {
            ended(false);
        } else {
            return lost();
        }
        return true;
    }

    private boolean tooLongBroken() {
        byte[] bytes = feed.bytes();
        boolean byLine = isByLine();
        int next = byLine ? Resync.line(bytes, feed.from(), feed.limit(), indent)
                : Resync.pattern(bytes, feed.from(), feed.limit());
        if (next < 0) {
            feed.advance(over ? feed.limit() : Math.max(feed.from(), feed.limit() - KEPT));
            return lost();
        }
        feed.advance(next);
        ended(byLine);
        return true;
    }

    /// Nothing more can be found in what is held; at the end of the input, nothing at all.
    private boolean lost() {
        if (over) {
            top.forget();
            ended(false);
        }
        return over;
    }
}
