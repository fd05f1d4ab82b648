package dev.evtool.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What some small files say together, read again when one of them has changed. Once there was something good, a file
/// that is gone or bad is told of once, and the last good is used on: who replaces a file may be in the middle of it.
///
/// @param <T> what they are read into
public final class LiveFiles<T> {

    /// Makes sense of the contents.
    public interface Reader<T> {

        /// What the contents say.
        ///
        /// @param contents of each file, in their order
        /// @throws StreamException.Unreadable if they make none
        T read(List<byte[]> contents) throws StreamException.Unreadable;
    }

    private final List<SmallFile> files;
    private final Reader<T> reader;
    private List<SmallFile.Stamp> stamps = List.of();
    private @Nullable T last;
    private boolean bad;
    private final Set<String> warned = new HashSet<>();

    public LiveFiles(List<SmallFile> files, Reader<T> reader) {
        this.files = List.copyOf(files);
        this.reader = reader;
    }

    /// What they say now, or said when they last were good.
    ///
    /// @param news is told of files that turned bad or good again, and of those that everybody can read
    /// @throws StreamException.Unreadable if they never were good
    public synchronized T now(Consumer<String> news) throws StreamException.Unreadable {
        @Nullable
        T present = last;
        try {
            List<SmallFile.Stamp> found = new ArrayList<>();
            for (SmallFile file : files) {
                found.add(file.stamp());
            }
            if (present == null || !found.equals(stamps)) {
                present = read(news);
                stamps = found;
                last = present;
            }
            if (bad) {
                news.accept(files.getFirst().what() + ": good again");
            }
            bad = false;
            return present;
        } catch (StreamException.Unreadable e) {
            if (present == null) {
                throw e;
            }
            if (!bad) {
                news.accept(e.problem().what() + "; what was read before is used on");
            }
            bad = true;
            return present;
        }
    }

    private T read(Consumer<String> news) throws StreamException.Unreadable {
        List<byte[]> contents = new ArrayList<>();
        for (SmallFile file : files) {
            contents.add(file.read());
            file.warning().filter(warned::add).ifPresent(news);
        }
        return reader.read(contents);
    }
}
