package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.ptp.RecordedProxy.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The requests of three recordings of real v1 proxies, made on ours: same statuses, headers, bodies and notifications.
@Timeout(60)
class CloudEventProxyV1RecordingTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final TestConsumer consumer;
    private final int nobody;
    /// Ids of the recording, and what stands for them here.
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private CloudEventProxy proxy;
    private ProxyCaller caller;

    CloudEventProxyV1RecordingTest() throws IOException {
        consumer = new TestConsumer();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
    }

    @BeforeEach
    void likeTheRecorder() {
        consumer.answer("/status/200/event", 200);
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
        consumer.close();
    }

    private void start(PtpApi api, PtpSpelling spelling, String transportHost) throws IOException {
        proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ProxySettings.of(transportHost, 1).speaking(api, spelling));
        caller = new ProxyCaller(proxy.uri());
    }

    @Test
    void sidecarOf414() throws Exception {
        publishersOf("v1-4.14.json", PtpSpelling.OLD);
        replay("v1-4.14.json", PtpSpelling.OLD);
    }

    @Test
    void sidecarOf418() throws Exception {
        publishersOf("v1-4.18.json", PtpSpelling.NEW);
        replay("v1-4.18.json", PtpSpelling.NEW);
    }

    @Test
    void publisherOf418() throws Exception {
        start(PtpApi.V1_TRANSPORT, PtpSpelling.NEW, "127.0.0.1");
        for (Step step : RecordedProxy.read("v1-4.18-transport.json").steps()) {
            run(step);
        }
        assertEquals(List.of(consumer.url("")),
                proxy.subscriptions().stream().map(ProxySubscription::endpoint).distinct().toList(),
                "the other one has gone");
    }

    /// The first step was made at the publisher.
    private void publishersOf(String file, PtpSpelling spelling) throws Exception {
        start(PtpApi.V1_TRANSPORT, spelling, "ptp-publisher.local");
        DemoWorld.publishers(PtpApi.V1, spelling).stream().filter(a -> a.contains(DemoWorld.GRANDMASTER))
                .map(a -> a.replace(DemoWorld.GRANDMASTER, "node-a")).forEach(proxy::addPublisher);
        Step first = RecordedProxy.read(file).steps().getFirst();
        assertEquals("publishers-at-the-publisher-proxy", first.name());
        check(first);
        caller.close();
        proxy.close();
    }

    private void replay(String file, PtpSpelling spelling) throws Exception {
        start(PtpApi.V1, spelling, "ptp-publisher.local");
        List<Step> steps = RecordedProxy.read(file).steps();
        for (Step step : steps.subList(1, steps.size())) {
            run(step);
        }
        assertEquals(List.of(), proxy.subscriptions());
    }

    private void run(Step step) throws Exception {
        if (step.method() == null) {
            publish(step.callbacks());
        } else {
            check(step);
        }
        Map<String, List<RecordedProxy.Callback>> byPath = new TreeMap<>();
        step.callbacks().forEach(c -> byPath.computeIfAbsent(c.path(), p -> new ArrayList<>()).add(c));
        for (Map.Entry<String, List<RecordedProxy.Callback>> path : byPath.entrySet()) {
            int before = seen.getOrDefault(path.getKey(), 0);
            int after = seen.merge(path.getKey(), path.getValue().size(), Integer::sum);
            List<TestConsumer.Received> got = consumer.await(path.getKey(), after).subList(before, after);
            assertEquals(path.getValue().stream().map(c -> shape(c.headers(), c.body())).sorted().toList(),
                    got.stream().map(r -> shape(headers(r), r.body())).sorted().toList(), step.name());
        }
        assertEquals(seen.values().stream().mapToInt(n -> n).sum(), consumer.all().size(), step.name());
    }

    private static Map<String, String> headers(TestConsumer.Received received) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        received.headers().forEach((name, values) -> headers.put(name, values.getFirst()));
        return headers;
    }

    /// A notification without what differs in each run.
    private String shape(Map<String, String> headers, String body) {
        assertEquals(headers.get("Content-Length"), String.valueOf(body.length()));
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, value) -> kept.put(name.toLowerCase(Locale.ROOT), value));
        kept.keySet().removeAll(Set.of("content-length", "host"));
        kept.computeIfPresent("ce-time", (name, value) -> "TIME");
        return masked(kept + " " + body);
    }

    /// What is the same for real proxies and ours: ids that have been answered before are.
    private String masked(String text) {
        String ours = ID.matcher(text).replaceAll(m -> ids.getOrDefault(m.group(),
                ids.containsValue(m.group()) ? m.group() : "ID"));
        return ours.replaceAll("\"time\":\"20[^\"]*Z\"", "\"time\":\"TIME\"").replaceAll(":\\d{4,5}\\b", ":PORT");
    }

    /// The events of a waiting step, in the order in which they were made, each once although two sidecars got it. The
    /// offset of a dead process is what the publisher said; the recording has what the sidecar made of it.
    private void publish(List<RecordedProxy.Callback> callbacks) throws Exception {
        Map<String, PtpMessage> messages = new LinkedHashMap<>();
        for (RecordedProxy.Callback c : callbacks) {
            PtpMessage message = c.headers().containsKey("Ce-Type")
                    ? binary(c)
                    : PtpCodec.decode(c.body().replace("-1e+16", "-9999999999999999").getBytes(StandardCharsets.UTF_8));
            messages.put(message.source() + message.time(), message);
        }
        for (PtpMessage m : messages.values().stream().sorted(Comparator.comparing(PtpMessage::time)).toList()) {
            proxy.publish(m.source(),
                    new PtpMessage(null, m.source(), m.type(), null, m.data(), m.values(), m.faults()));
        }
    }

    private static PtpMessage binary(RecordedProxy.Callback c) throws PtpFormatException {
        byte[] data = c.body().getBytes(StandardCharsets.UTF_8);
        List<String> faults = new ArrayList<>();
        return new PtpMessage(null, c.headers().get("Ce-Source"), c.headers().get("Ce-Type"),
                c.headers().get("Ce-Time"), data, PtpCodec.values(data, faults), faults);
    }

    private void check(Step step) throws Exception {
        HttpResponse<String> answer = caller.send(step.method(), mapped(step.path()),
                step.requestBody() == null ? null : mapped(step.requestBody()), step.requestHeaders());
        assertEquals(step.status(), answer.statusCode(), step.name());
        assertEquals(names(step.headers().keySet()), names(answer.headers().map().keySet()), step.name());
        for (String header : List.of("Content-Type", "Transfer-Encoding")) {
            assertEquals(step.headers().get(header), answer.headers().firstValue(header).orElse(null), step.name());
        }
        answer.headers().firstValueAsLong("Content-Length")
                .ifPresent(length -> assertEquals(answer.body().length(), length, step.name()));
        remember(step.body(), answer.body());
        assertEquals(parts(step.body()), parts(answer.body()), step.name());
    }

    /// A body cut into entries, sorted, since the order of lists is random upstream.
    private List<String> parts(String body) {
        String[] parts = body.startsWith("[") ? masked(body).split("(?<=\\}),|\\[|\\]", -1)
                : new String[] {masked(body)};
        return Arrays.stream(parts).map(String::strip).sorted().toList();
    }

    private String mapped(String text) {
        return ID.matcher(text).replaceAll(m -> ids.getOrDefault(m.group(), m.group()))
                .replaceAll(":(9089|9100)\\b", ":" + consumer.port()).replace(":9199", ":" + nobody);
    }

    /// Ids of single answers in both worlds; in lists their order differs.
    private void remember(String recorded, String ours) {
        Matcher a = ID.matcher(recorded);
        Matcher b = ID.matcher(ours);
        while (!recorded.startsWith("[") && a.find() && b.find()) {
            ids.putIfAbsent(a.group(), b.group());
        }
    }

    private static Set<String> names(Set<String> headers) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(headers);
        return names;
    }
}
