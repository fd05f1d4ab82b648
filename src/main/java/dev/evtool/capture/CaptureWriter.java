package dev.evtool.capture;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Gap;
import dev.evtool.event.LineBuffer;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/// Writes a capture, or goes on with one, and holds its lock meanwhile.
///
/// [#accept] only collects; when [#flush] returns, all that was accepted is in the file: with the operating system, so
/// that it survives the death of this process, and with `fsync` on the disk. What cannot be written is taken back
/// whole: the file then ends where it ended at the last good flush, the records since then are lost ([#lost]), and a
/// gap that says so goes ahead of the next ones that can be written. The writer stays usable all the while.
///
/// Records are written in order of `received`: one that lies before its predecessor's (threads race, clocks are set
/// back) is written with that one's, so that the file can be searched by time. The start record does not count here:
/// what is copied out of older captures keeps its times.
public final class CaptureWriter implements AutoCloseable {

    /// How to write.
    ///
    /// @param fsync whether a flush waits for the disk
    /// @param version this evtool's, for the start record
    public record Settings(boolean fsync, String version) {}

    /// So many bytes are collected before they are written unasked.
    private static final int MUCH = 1 << 20;

    private final CaptureFile file;
    private final boolean fsync;
    private final long cutBytes;
    private final CloudEventWriter records = new CloudEventWriter();
    private final LineBuffer batch = new LineBuffer(1 << 16);
    private final CaptureLoss loss = new CaptureLoss();
    /// Up to here the file is good: the end of the last flush.
    private long good;
    /// Up to here it is written.
    private long written;
    private Instant last = Instant.MIN;
    /// Whether there may be bytes behind the good end, which must be cut off before anything is written.
    private boolean rest;
    /// Whether a record since the last flush could not be written, and why.
    private boolean failed;
    private String trouble = "";
    private boolean closed;

    CaptureWriter(CaptureFile file, boolean fsync, CaptureEnd end) {
        this.file = file;
        this.fsync = fsync;
        this.cutBytes = end.torn();
        this.good = end.size();
        this.written = end.size();
        this.rest = end.torn() > 0;
    }

    /// Makes a new capture, readable by its owner only.
    ///
    /// @throws StreamException.Usage if the file is there already, or cannot be made
    /// @throws StreamException.Incomplete if it was made, but cannot be written: the disk is full
    public static CaptureWriter create(Path path, Settings settings) throws StreamException {
        LockedFile file = LockedFile.create(path);
        try {
            return begun(file, path, settings, InstantSource.system());
        } catch (StreamException e) {
            // else the next try, with room on the disk, would find a file there
            delete(path, e);
            throw e;
        }
    }

    private static void delete(Path path, Exception reason) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /// Goes on with a capture, or makes it. A last record that was cut off when its recording was killed is removed
    /// ([#cutBytes]), and a gap tells for how long nothing was recorded.
    ///
    /// @throws StreamException.Usage if another process is writing it, or it cannot be written
    /// @throws StreamException.Unreadable if the file is something else than a capture of our version
    /// @throws StreamException.Incomplete if nothing can be added: the disk is full
    public static CaptureWriter append(Path path, Settings settings) throws StreamException {
        return Files.exists(path) ? begun(LockedFile.open(path), path, settings, InstantSource.system())
                : create(path, settings);
    }

    /// Brings an open file into a state in which records can be added, and closes it where that cannot be done.
    static CaptureWriter begun(CaptureFile file, Path path, Settings settings, InstantSource clock)
            throws StreamException {
        try {
            CaptureEnd end = CaptureEnd.of(file, path.toString());
            CaptureWriter writer = new CaptureWriter(file, settings.fsync(), end);
            writer.begin(end, clock.instant(), settings.version());
            return writer;
        } catch (IOException e) {
            closeAfter(e, file);
            throw new StreamException.Incomplete(
                    new Problem(path + " cannot be written: " + e.getMessage(), null,
                            "make room, or choose another place"),
                    e);
        } catch (StreamException e) {
            closeAfter(e, file);
            throw e;
        }
    }

    private static void closeAfter(Exception reason, CaptureFile file) {
        try {
            file.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void begin(CaptureEnd end, Instant now, String version) throws IOException {
        Instant before = end.last();
        if (before == null) {
            add(CaptureFormat.start(now, version), now);
        } else {
            last = before;
            Instant to = before.isAfter(now) ? before : now;
            accept(Gap.possible(CaptureFormat.SOURCE, before, to, "not recording"));
        }
        flush();
    }

    /// How many bytes of a torn last record were cut off when the capture was opened to go on with it.
    public long cutBytes() {
        return cutBytes;
    }

    /// How many records could not be written so far.
    public long lost() {
        return loss.total();
    }

    /// Takes a record; mostly it is written by [#flush].
    ///
    /// @throws IOException if so much has been collected that it had to be written, and could not be: this record and
    ///         those since the last flush are lost, and so will be those until the next
    public void accept(StreamItem item) throws IOException {
        if (batch.size() == 0 && written == good && !failed) {
            tellLoss();
        }
        last = later(last, item.received());
        loss.risk(last);
        if (!failed) {
            add(item, last);
            if (batch.size() >= MUCH) {
                writeEarly();
            }
        }
    }

    private void writeEarly() throws IOException {
        try {
            write();
        } catch (IOException e) {
            failed = true;
            trouble = String.valueOf(e.getMessage());
            throw e;
        }
    }

    private void tellLoss() {
        if (loss.isUntold()) {
            Gap gap = loss.asGap();
            last = later(last, gap.received());
            add(gap, last);
        }
    }

    private void add(StreamItem item, Instant received) {
        int before = batch.size();
        records.write(item, received, batch);
        int length = batch.size() - before;
        if (length > CaptureFormat.LONGEST) {
            batch.cutTo(before);
            String reason = "a record of " + length + " bytes is longer than a capture can hold";
            records.write(Gap.certain(item.source(), received, received, reason, 1), received, batch);
        }
        batch.put('\n');
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /// Returns when everything accepted is where it shall be.
    ///
    /// @throws IOException if the records since the last flush could not be written; all of them are lost then
    public void flush() throws IOException {
        if (failed) {
            failed = false;
            loss.happened(trouble);
            throw new IOException(trouble);
        }
        write();
        sync();
        if (good < written) {
            good = written;
            loss.none();
        }
    }

    private void write() throws IOException {
        if (batch.size() > 0) {
            try {
                cutRest();
                file.write(written, batch.array(), batch.size());
            } catch (IOException e) {
                takeBack(e);
                throw e;
            }
            written += batch.size();
            batch.clear();
        }
    }

    private void sync() throws IOException {
        if (fsync && good < written) {
            try {
                file.sync();
            } catch (IOException e) {
                // what the disk has of it is not known, and trying again would not tell: the kernel forgets
                takeBack(e);
                throw e;
            }
        }
    }

    /// Takes everything back to the end of the last good flush.
    private void takeBack(IOException failure) {
        loss.happened(String.valueOf(failure.getMessage()));
        batch.clear();
        written = good;
        rest = true;
        try {
            cutRest();
        } catch (IOException cannotCut) {
            // tried again before the next write; meanwhile readers see a torn tail
            failure.addSuppressed(cannotCut);
        }
    }

    private void cutRest() throws IOException {
        if (rest) {
            file.cutTo(good);
            rest = false;
        }
    }

    /// Writes what is there, and the gap of a loss if there is still one to tell, and gives the lock back.
    ///
    /// @throws IOException if that could not be written
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (file) {
                if (batch.size() == 0) {
                    tellLoss();
                }
                flush();
            }
        }
    }
}
