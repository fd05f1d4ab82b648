package dev.evtool.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A stream as long as it is open, for those that may end it: another thread, or the time for its first bytes.
final class DockerOpen {

    private volatile @Nullable Call call;
    private volatile boolean ended;
    private volatile boolean late;

    /// Ends it, even before it is open.
    void end() {
        ended = true;
        Call open = call;
        if (open != null) {
            open.cancel();
        }
    }

    boolean isEnded() {
        return ended;
    }

    /// The answer's head.
    ///
    /// @param limit for it; `null` for none
    /// @throws IOException if there is none, or not in time
    Response head(Call asked, @Nullable Duration limit) throws IOException {
        call = asked;
        if (ended) {
            asked.cancel();
        }
        CountDownLatch arrived = new CountDownLatch(1);
        if (limit != null) {
            Thread.ofVirtual().name("engine-head").start(() -> cancelUnless(arrived, limit, asked));
        }
        try {
            return asked.execute();
        } catch (IOException e) {
            if (late) {
                InterruptedIOException timeout = new InterruptedIOException("no answer in time");
                timeout.initCause(e);
                throw timeout;
            }
            throw e;
        } finally {
            arrived.countDown();
        }
    }

    private void cancelUnless(CountDownLatch arrived, Duration limit, Call asked) {
        try {
            if (!arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                late = true;
                asked.cancel();
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }
}
