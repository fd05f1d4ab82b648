package dev.evtool.capture;

import dev.evtool.event.CloudEventReader;
import dev.evtool.event.Event;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the records of a capture, or of any other CloudEvents NDJSON, one after the other. Never writes; the file may
/// be growing meanwhile, and then ends where it ended when that was reached.
///
/// A line that is no record is not passed over in silence: a notice of kind `MALFORMED` stands in its place, [#damage]
/// keeps count, and reading goes on behind it. A last line that is cut off - the recording still runs, or was killed -
/// is told as well, but is no damage.
///
/// Not for several threads.
public final class CaptureReader implements AutoCloseable {

    private final CaptureInput input;
    private final CloudEventReader records;
    private final InstantSource clock;
    private final Damage damage = new Damage();
    private LineReader lines;
    /// Whether line numbers are those of the file: not after a jump.
    private boolean counting = true;
    private @Nullable Event start;
    private @Nullable StreamItem pending;
    private Instant last;

    private CaptureReader(CaptureInput input, Vocabularies vocabularies, InstantSource clock) {
        this.input = input;
        this.records = new CloudEventReader(vocabularies);
        this.clock = clock;
        this.last = clock.instant();
        this.lines = new LineReader(input.bytes(), 0, CaptureFormat.LONGEST);
    }

    /// Opens a file and checks by its first line that it is one to read.
    ///
    /// @throws StreamException.Unreadable if it is missing, may not be read, is no capture, or is one of a later format
    public static CaptureReader open(Path path, Vocabularies vocabularies) throws StreamException.Unreadable {
        return opened(CaptureInput.of(path), vocabularies);
    }

    /// Reads from a stream, such as standard input; waits for its first line. The stream is read, and at last closed,
    /// by a thread of its own, so that whoever reads here can be interrupted; that thread ends at once with the reader
    /// if the stream is a `FileInputStream` (also one over `FileDescriptor.in`), others may keep it until there is
    /// more.
    ///
    /// @throws StreamException.Unreadable if it is no capture, or one of a later format; but empty it may be
    public static CaptureReader of(InputStream in, String name, Vocabularies vocabularies)
            throws StreamException.Unreadable {
        return opened(CaptureInput.of(in, name), vocabularies);
    }

    private static CaptureReader opened(CaptureInput input, Vocabularies vocabularies)
            throws StreamException.Unreadable {
        CaptureReader reader = new CaptureReader(input, vocabularies, InstantSource.system());
        try {
            reader.begin();
            return reader;
        } catch (IOException e) {
            input.closeAfter(e);
            throw CaptureInput.failed(input.name(), e);
        } catch (StreamException.Unreadable e) {
            input.closeAfter(e);
            throw e;
        }
    }

    private void begin() throws IOException, StreamException.Unreadable {
        if (!nextLine()) {
            if (input.file() != null) {
                throw CaptureInput.unreadable(name() + " is empty", "the recording was ended before it began", null,
                        null);
            }
            return;
        }
        StreamItem first = FirstLine.read(lines, records, name(), clock.instant());
        if (first == null) {
            pending = torn();
            return;
        }
        last = first.received();
        if (CaptureFormat.isStart(first)) {
            start = (Event) first;
        } else {
            pending = first;
        }
    }

    /// What messages call the input: the file's name.
    public String name() {
        return input.name();
    }

    /// The capture's first record; empty for other CloudEvents NDJSON, whose order is not known.
    public Optional<Event> start() {
        return Optional.ofNullable(start);
    }

    /// The lines so far that were no records.
    public Damage damage() {
        return damage;
    }

    /// The next record, or a notice in place of what is none; null at the end.
    public @Nullable StreamItem next() throws IOException {
        StreamItem item = pending;
        pending = null;
        while (item == null && nextLine()) {
            try {
                item = lines.overlong() ? bad("longer than any record") : record();
            } catch (JsonFormatException e) {
                item = lines.terminated() ? bad(e.explanation()) : torn();
            }
        }
        return item;
    }

    /// Goes on to the first record that was received at that time or later. Nothing before it is looked at where the
    /// file can be searched: a regular one, a capture, and in order as far as the search can see. A jump comes before
    /// the first [#next].
    ///
    /// @return false if nothing has been done, and all that comes must be looked at
    public boolean seek(Instant received) throws IOException {
        FileChannel file = input.file();
        if (file == null || start == null || pending != null) {
            return false;
        }
        OptionalLong place = new TimeSearch(CaptureInput.places(file), lines.nextOffset(), file.size()).find(received);
        if (place.isEmpty()) {
            return false;
        }
        if (place.getAsLong() > lines.nextOffset()) {
            file.position(place.getAsLong());
            lines = new LineReader(input.bytes(), place.getAsLong(), CaptureFormat.LONGEST);
            counting = false;
        }
        while (pending == null && nextLine()) {
            pending = ifFrom(received);
        }
        return true;
    }

    /// The line's record if it was received at that time or later. A line that is none belongs to what is passed over.
    private @Nullable StreamItem ifFrom(Instant received) {
        try {
            StreamItem item = lines.overlong() ? null : record();
            return item == null || item.received().isBefore(received) ? null : item;
        } catch (JsonFormatException passedOver) {
            return null;
        }
    }

    /// To the next line that is not blank.
    private boolean nextLine() throws IOException {
        while (lines.next()) {
            if (!lines.blank()) {
                return true;
            }
        }
        return false;
    }

    /// The line's record; null where it only says that a capture begins (captures put one behind the other).
    private @Nullable StreamItem record() throws JsonFormatException {
        if (!lines.terminated() && start != null) {
            // a capture's record counts from its line end on, which is written last
            return torn();
        }
        StreamItem item = records.read(lines.bytes(), lines.from(), lines.to(), clock.instant());
        last = item.received();
        return CaptureFormat.isStart(item) ? null : item;
    }

    private Notice bad(String why) {
        long number = counting ? lines.number() : 0;
        damage.add(number, lines.offset());
        String place = (counting ? "line " + number : "the line") + " at byte " + lines.offset();
        return notice(place + " is no record: " + why + ": "
                + Excerpt.of(lines.bytes(), lines.from(), lines.to()));
    }

    private Notice torn() {
        return notice("the last record is cut off, " + lines.length() + " bytes at byte " + lines.offset()
                + " are left out: the recording is going on, or was killed");
    }

    private Notice notice(String text) {
        return new Notice(name(), last, Notice.Kind.MALFORMED, text);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
