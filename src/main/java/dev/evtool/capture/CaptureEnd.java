package dev.evtool.capture;

import dev.evtool.event.CloudEventReader;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where and when an existing capture ends.
///
/// @param size the end of its last whole line in bytes
/// @param torn how many bytes there are behind that
/// @param last when its last record was received; null where it has no record at all, not even the first
record CaptureEnd(long size, long torn, @Nullable Instant last) {

    private static final int BLOCK = 1 << 16;
    /// So many lines at the end may be no records before the file counts as unreadable.
    private static final int BAD_LINES = 1000;

    /// @throws StreamException.Unreadable if it is no capture of a version that we write
    static CaptureEnd of(CaptureFile file, String name) throws IOException, StreamException.Unreadable {
        LineReader lines = new LineReader(file.from(0), 0, CaptureFormat.LONGEST);
        if (!lines.next()) {
            return new CaptureEnd(0, 0, null);
        }
        StreamItem first = FirstLine.read(lines, new CloudEventReader(Vocabularies.NONE), name, Instant.EPOCH);
        if (first == null || (CaptureFormat.isStart(first) && !lines.terminated())) {
            return new CaptureEnd(0, file.size(), null);
        }
        if (!CaptureFormat.isStart(first)) {
            throw CaptureInput.unreadable(name + " holds CloudEvents, but is no capture: it has no start record", null,
                    "choose another name", null);
        }
        long size = file.size();
        long end = lineEndBefore(file, size);
        return new CaptureEnd(end, size - end, lastReceived(file, end, name));
    }

    private static Instant lastReceived(CaptureFile file, long size, String name)
            throws IOException, StreamException.Unreadable {
        CloudEventReader records = new CloudEventReader(Vocabularies.NONE);
        long end = size;
        for (int tries = 0; tries < BAD_LINES && end > 0; tries++) {
            long begin = lineEndBefore(file, end - 1);
            LineReader lines = new LineReader(file.from(begin), begin, CaptureFormat.LONGEST);
            try {
                lines.next();
                return records.read(lines.bytes(), lines.from(), lines.to(), Instant.EPOCH).received();
            } catch (JsonFormatException noRecord) {
                end = begin;
            }
        }
        throw CaptureInput.unreadable("the last " + BAD_LINES + " lines of " + name + " are no records", null,
                "choose another name", null);
    }

    /// The place behind the last line end before `end`; 0 where there is none.
    private static long lineEndBefore(CaptureFile file, long end) throws IOException {
        byte[] block = new byte[BLOCK];
        long from = end;
        while (from > 0) {
            int length = (int) Math.min(BLOCK, from);
            from -= length;
            int got = 0;
            while (got < length) {
                int n = file.read(from + got, block, got, length - got);
                if (n < 0) {
                    throw new IOException("it became shorter while it was read");
                }
                got += n;
            }
            for (int p = length - 1; p >= 0; p--) {
                if (block[p] == '\n') {
                    return from + p + 1;
                }
            }
        }
        return 0;
    }
}
