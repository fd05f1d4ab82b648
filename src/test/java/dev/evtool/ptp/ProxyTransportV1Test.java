package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The habits of a v1 publisher towards sidecars (`ptp.md`, section 8).
@Timeout(60)
class ProxyTransportV1Test {

    private static final String NODE = "worker-7";
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE);
    private static final String CLIENT = "40564482-ee09-3b2c-8455-8232678df69d";
    private static final Map<String, String> HEADERS = Map.of("Ce-Id", "1", "Ce-Source", LOCK, "Ce-Specversion", "0.3",
            "Ce-Type", "SUBSCRIBER");

    private final ProxyState state = new ProxyState();
    private CloudEventProxy proxy;
    private ProxyCaller caller;
    private TestConsumer sidecar;

    @BeforeEach
    void start() throws IOException {
        sidecar = new TestConsumer();
        sidecar.answer("/event", 200);
        proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ProxySettings("127.0.0.1", 1, state, PtpApi.V1_TRANSPORT, PtpSpelling.OLD));
        caller = new ProxyCaller(proxy.uri());
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
        sidecar.close();
    }

    private int enrol(String client, String endpoint, int action, String address) throws Exception {
        String body = "{\"clientID\":\"" + client
                + "\",\"subStore\":{\"store\":{\"s1\":{\"id\":\"s1\",\"endpointUri\":null,"
                + "\"uriLocation\":null,\"resource\":\"" + address + "\"}}},\"endPointURI\":\"" + endpoint
                + "\",\"status\":0,\"action\":" + action + "}";
        return caller.send("POST", "/subscription", body, HEADERS).statusCode();
    }

    private void publish(int offset) throws InterruptedException {
        String thing = "/cluster/node/worker-7/ens3fx/master";
        proxy.publish(PtpResource.LOCK_STATE, NODE,
                List.of(PtpValue.state(thing, "LOCKED"), PtpValue.metric(thing, String.valueOf(offset))));
    }

    @Test
    void exactly200IsWantedAndTenFailuresDropTheClient() throws Exception {
        assertEquals(200, enrol(CLIENT, sidecar.url(""), 0, LOCK));
        sidecar.answer("/event", 204);
        for (int i = 1; i <= 9; i++) {
            publish(i);
        }
        ProxyCaller.until(() -> proxy.counts().refused() == 9);
        sidecar.answer("/event", 200);
        publish(10);
        ProxyCaller.until(() -> proxy.counts().delivered() == 1);
        assertEquals(1, proxy.subscriptions().size(), "a success ends the count");
        sidecar.cut("/event");
        for (int i = 11; i <= 20; i++) {
            publish(i);
        }
        ProxyCaller.until(() -> proxy.subscriptions().isEmpty());
        assertEquals(10, proxy.counts().broken());
    }

    @Test
    void aSidecarIsDeletedWithAllItHas() throws Exception {
        enrol(CLIENT, sidecar.url(""), 0, LOCK);
        enrol(CLIENT, sidecar.url(""), 0, PtpResource.GNSS.address(NODE));
        enrol("438e1088-ddb0-39e7-8cd9-88abcfbab51c", sidecar.url("/b"), 0, LOCK);
        assertEquals(3, proxy.subscriptions().size());
        assertEquals(200, enrol(CLIENT, sidecar.url(""), 2, "delete-all-subscriptions"));
        assertEquals(List.of(sidecar.url("/b")),
                proxy.subscriptions().stream().map(ProxySubscription::endpoint).toList());
        assertEquals(List.of(LOCK), state.subscriptions().stream().map(ProxySubscription::address).toList());
    }

    @Test
    void whatSaysNothingIsAnsweredAllTheSame() throws Exception {
        for (String body : List.of("", "{", "[]", "{\"clientID\":\"x\"}", "{\"clientID\":7,\"subStore\":[[]]}")) {
            assertEquals(200, caller.send("POST", "/subscription", body, HEADERS).statusCode(), body);
        }
        assertEquals(200, enrol(CLIENT, sidecar.url(""), 9, LOCK));
        assertEquals(List.of(), proxy.subscriptions());
    }

    @Test
    void aRequestThatIsNoCloudEventIsRefused() throws Exception {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.remove("Ce-Specversion");
        HttpResponse<String> answer = caller.send("POST", "/subscription", "{}", headers);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("Ce-Specversion"), answer.body());
    }

    @Test
    void aPullBeforeThereIsDataSaysSo() throws Exception {
        enrol(CLIENT, sidecar.url(""), 0, LOCK);
        HttpResponse<String> answer = caller.send("GET", LOCK + "/" + CLIENT + "/CurrentState", null);
        assertEquals(400, answer.statusCode());
        assertEquals("{\"message\":\"event data not found\"}\n", answer.body());
    }

    @Test
    void headersComeInGosOrder() throws Exception {
        try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            enrol(CLIENT, "http://127.0.0.1:" + raw.getLocalPort(), 0, LOCK);
            publish(7);
            try (Socket socket = raw.accept()) {
                List<String> head = new ArrayList<>();
                for (String line = line(socket); !line.isEmpty(); line = line(socket)) {
                    head.add(line.replaceFirst(":.*", ""));
                }
                assertEquals(List.of("POST /event HTTP/1.1", "Host", "User-Agent", "Content-Length", "Ce-Id",
                        "Ce-Source", "Ce-Specversion", "Ce-Subject", "Ce-Time", "Ce-Type", "Content-Type",
                        "Accept-Encoding"), head);
            }
        }
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.getInputStream().read(); b >= 0 && b != '\n'; b = socket.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Test
    void theBodyIsTheDataInTheSpellingOfTheRelease() throws Exception {
        enrol(CLIENT, sidecar.url(""), 0, LOCK);
        publish(7);
        TestConsumer.Received event = sidecar.await("/event", 1).getFirst();
        assertEquals(new String(PtpSpelling.OLD.data(List.of(
                PtpValue.state("/cluster/node/worker-7/ens3fx/master", "LOCKED"),
                PtpValue.metric("/cluster/node/worker-7/ens3fx/master", "7"))), StandardCharsets.UTF_8), event.body());
        assertTrue(event.body().startsWith("{\"version\":\"v1\",\"values\":[{\"resource\":\""), event.body());
    }
}
