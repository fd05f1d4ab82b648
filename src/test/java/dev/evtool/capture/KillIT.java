package dev.evtool.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import dev.evtool.event.Event;
import dev.evtool.event.Vocabularies;
import dev.evtool.ptp.OpenProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a recording, again and again, while events are posted: whatever was answered with 204 is in the file.
@Tag("real")
@Timeout(600)
class KillIT {

    private static final int KILLS = 50;
    private static final int POSTERS = 4;

    @Test
    void everyAcknowledgedEventIsInTheFile(@TempDir Path folder) throws Exception {
        Random random = new Random(9);
        Path capture = folder.resolve("killed.ndjson");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (OpenProxy proxy = new OpenProxy();
                HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            for (int round = 0; round < KILLS; round++) {
                try (Launched run = Launched.evtool("record", proxy.uri(), "-w", capture.toString(), "--append")) {
                    run.awaitErr(line -> line.contains("subscribed to 1 of 1"));
                    URI endpoint = proxy.newEndpoint();
                    CountDownLatch enough = new CountDownLatch(random.nextInt(300) + 1);
                    List<Thread> posters = IntStream.range(0, POSTERS)
                            .mapToObj(p -> Thread.ofVirtual().start(() -> post(client, endpoint, acknowledged, enough)))
                            .toList();
                    enough.await();
                    run.process().destroyForcibly(); // SIGKILL
                    run.process().waitFor();
                    for (Thread poster : posters) {
                        poster.join();
                    }
                }
            }
        }
        Set<String> recorded = ids(capture);
        Set<String> lost = acknowledged.stream().filter(id -> !recorded.contains(id)).collect(Collectors.toSet());
        assertEquals(Set.of(), lost, "answered with 204 and not in the file");
        assertTrue(acknowledged.size() > KILLS, acknowledged.size() + " acknowledged");
    }

    private static void post(HttpClient client, URI endpoint, Set<String> acknowledged, CountDownLatch enough) {
        try {
            while (true) {
                String id = UUID.randomUUID().toString();
                String body = """
                        {"specversion":"1.0","id":"%s","source":"/sync/ptp-status/lock-state",\
                        "type":"event.sync.ptp-status.ptp-state-change","time":"2026-03-04T05:06:07Z",\
                        "data":{"version":"1.0","values":[{"ResourceAddress":"/cluster/node/n/ens1fx/master",\
                        "data_type":"notification","value_type":"enumeration","value":"LOCKED"}]}}""".formatted(id);
                HttpRequest request = HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(5))
                        .POST(HttpRequest.BodyPublishers.ofString(body)).build();
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 204) {
                    acknowledged.add(id);
                    enough.countDown();
                }
            }
        } catch (IOException killed) {
            // the recording is dead, as it shall be: this poster is done
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<String> ids(Path capture) throws Exception {
        try (CaptureReader reader = CaptureReader.open(capture, Vocabularies.NONE)) {
            Set<String> ids = ConcurrentHashMap.newKeySet();
            for (var item = reader.next(); item != null; item = reader.next()) {
                if (item instanceof Event event) {
                    ids.add(event.id());
                }
            }
            return ids;
        }
    }

    @Test
    void theFileIsStillReadByJq(@TempDir Path folder) throws Exception {
        Path capture = folder.resolve("demo.ndjson");
        try (Launched record = Launched.evtool("record", "demo:ptp", "-w", capture.toString(), "--limit", "15")) {
            assertEquals(0, record.exit(), record.err().toString());
        }
        try (Launched jq = Launched.start(List.of("jq", "-r", "select(.type|startswith(\"event.\"))|.subject",
                capture.toString()))) {
            assertEquals(0, jq.exit(), jq.err().toString());
            assertEquals(15, jq.out().size());
            assertTrue(jq.out().stream().allMatch(s -> s.startsWith("worker-")), jq.out().toString());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(capture)));
    }
}
