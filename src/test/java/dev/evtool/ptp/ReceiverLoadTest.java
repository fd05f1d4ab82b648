package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.capture.CaptureReader;
import dev.evtool.capture.CaptureWriter;
import dev.evtool.event.Event;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Output;
import dev.evtool.stream.Overflow;
import dev.evtool.stream.Pipeline;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StopRules;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.StreamResult;
import dev.evtool.stream.Subscription;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// 20,000 events over 8 connections into a capture: none lost, each connection's in order.
@Timeout(120)
class ReceiverLoadTest {

    private static final int CONNECTIONS = 8;
    private static final int EACH = 2500;

    /// A receiver as a source, which ends when all has been posted.
    private record Posted() implements Source {

        @Override
        public String name() {
            return "posted";
        }

        @Override
        public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
            PtpReceiver receiver = new PtpReceiver(PtpSourceType.LOOPBACK);
            try (PtpReceiver.Endpoint endpoint = receiver.open(new PtpInbound("ptp://load", sink));
                    ExecutorService posters = Executors.newFixedThreadPool(CONNECTIONS)) {
                List<Callable<Integer>> tasks = IntStream.range(0, CONNECTIONS)
                        .<Callable<Integer>>mapToObj(c -> () -> post(endpoint, c)).toList();
                for (Future<Integer> posted : posters.invokeAll(tasks)) {
                    assertEquals(EACH, posted.resultNow());
                }
            }
        }

        private static int post(PtpReceiver.Endpoint endpoint, int connection) throws IOException {
            int accepted = 0;
            try (Socket socket = new Socket(endpoint.bound().getAddress(), endpoint.bound().getPort())) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                for (int i = 0; i < EACH; i++) {
                    byte[] body = PtpCodec.encode(connection + "-" + i, "/sync/ptp-status/lock-state",
                            PtpResource.LOCK_STATE.type(), "2026-03-04T05:06:07Z", PtpCodec.encodeData(
                                    List.of(PtpValue.metric("/cluster/node/n" + connection + "/ens1fx/master",
                                            "" + i))));
                    String head = "POST " + endpoint.path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length
                            + "\r\n\r\n";
                    socket.getOutputStream()
                            .write((head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                    byte[] answer = in.readNBytes("HTTP/1.1 204 No Content\r\n\r\n".length());
                    accepted += new String(answer, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 204") ? 1 : 0;
                }
            }
            return accepted;
        }
    }

    /// The capture as the pipeline's output.
    private record Written(CaptureWriter writer) implements Output {

        @Override
        public void accept(StreamItem item) throws IOException {
            writer.accept(item);
        }

        @Override
        public boolean flush() throws IOException {
            writer.flush();
            return true;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    @Test
    void allAreReceivedInOrderPerConnection(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("load.ndjson");
        try (Written written = new Written(CaptureWriter.create(file, new CaptureWriter.Settings(false, "test")))) {
            Pipeline pipeline = new Pipeline(List.of(new Posted()), Optional::of, List.of(written), StopRules.NEVER,
                    Overflow.BLOCK, e -> {
                        throw new AssertionError(e);
                    });
            StreamResult result = pipeline.run(Subscription.LIVE);
            assertEquals(null, result.crash());
            assertEquals(CONNECTIONS * EACH, result.events());
        }
        Map<String, List<Long>> offsets = new HashMap<>();
        try (CaptureReader reader = CaptureReader.open(file, (source, type) -> Optional.of(new PtpVocabulary()))) {
            for (StreamItem item = reader.next(); item != null; item = reader.next()) {
                if (item instanceof Event event
                        && event.facts().rows().getFirst().get("offset") instanceof Long offset) {
                    offsets.computeIfAbsent(event.subject(), s -> new ArrayList<>()).add(offset);
                }
            }
        }
        assertEquals(CONNECTIONS, offsets.size());
        List<Long> expected = IntStream.range(0, EACH).mapToObj(Long::valueOf).toList();
        offsets.forEach((subject, seen) -> assertEquals(expected, seen, subject));
    }
}
