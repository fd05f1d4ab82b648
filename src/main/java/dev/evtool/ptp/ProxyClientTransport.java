package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.event.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// What v1 proxies speak to each other, with evtool in the place of a sidecar (`ptp.md`, section 8): a client of its own
/// at the publisher, so that it takes nothing from the consumers of real sidecars.
final class ProxyClientTransport implements ProxyClient {

    private static final int ACTION_NEW = 0;
    private static final int ACTION_DELETE = 2;

    private final ProxyCalls calls;
    private final ProxyBodies bodies;
    private final String client = UUID.randomUUID().toString();
    /// What we have subscribed to, by id; a publisher has no list of it.
    private final Map<String, ProxySubscription> mine = new LinkedHashMap<>();
    /// What went with another one's deletion and is still to be asked about.
    private final Set<String> goneAlong = new HashSet<>();

    ProxyClientTransport(ProxyCalls calls) {
        this.calls = calls;
        this.bodies = new ProxyBodies(calls.name());
    }

    @Override
    public PtpApi api() {
        return PtpApi.V1_TRANSPORT;
    }

    @Override
    public ProxyCalls.Answer health() throws ProxyException, InterruptedException {
        ProxyCalls.Answer answer = calls.getSoon("health");
        bodies.require(answer, 200, "health");
        if (!isHealth(answer)) {
            throw bodies.notProxy("health", ProxyBodies.isHtml(answer) ? "HTML" : "something else than {\"ok\":true}");
        }
        return answer;
    }

    static boolean isHealth(ProxyCalls.Answer answer) {
        return answer.status() == 200 && answer.text().strip().equals("{\"ok\":true}");
    }

    @Override
    public List<ProxySubscription> publishers() {
        return List.of();
    }

    /// Ours, as long as the publisher knows us: it forgets a client after ten failures in a row.
    @Override
    public List<ProxySubscription> subscriptions() throws ProxyException, InterruptedException {
        if (!mine.isEmpty() && currentState(mine.values().iterator().next().address())
                .outcome() == Pulled.Outcome.NO_SUBSCRIPTION) {
            mine.clear();
        }
        return List.copyOf(mine.values());
    }

    @Override
    public Subscribed subscribe(String address, String endpoint) throws ProxyException, InterruptedException {
        ProxySubscription wanted = new ProxySubscription(address, endpoint, UUID.randomUUID().toString());
        ProxyCalls.Answer answer = send("NEW", ACTION_NEW, endpoint, List.of(wanted));
        if (answer.status() / 100 != 2) {
            return new Subscribed(answer.status(), null, ProxyBodies.reason(answer));
        }
        mine.put(wanted.id(), wanted);
        return new Subscribed(201, wanted, "");
    }

    /// Deletes all that this client has: publishers know no less.
    @Override
    public boolean delete(String id) throws ProxyException, InterruptedException {
        ProxySubscription one = mine.get(id);
        if (one == null) {
            return goneAlong.remove(id);
        }
        bodies.require(send("DELETE", ACTION_DELETE, one.endpoint(), List.copyOf(mine.values())), 200, "subscription");
        goneAlong.addAll(mine.keySet());
        goneAlong.remove(id);
        mine.clear();
        return true;
    }

    @Override
    public Pulled currentState(String address) throws ProxyException, InterruptedException {
        Optional<ProxyCalls.Answer> answer = calls.getState("", address, client + "/CurrentState");
        return answer.isEmpty() ? Pulled.NO_PATH : ProxyClientV1.pulled(answer.get(), bodies);
    }

    /// An address that nobody listens on: what cannot be delivered only makes the publisher forget us.
    @Override
    public String idleEndpoint(List<ProxySubscription> published) {
        return "http://localhost:9";
    }

    /// A CloudEvent 0.3 in binary mode, as sidecars send it.
    private ProxyCalls.Answer send(String subject, int action, String endpoint, List<ProxySubscription> store)
            throws ProxyException, InterruptedException {
        RequestBody body = RequestBody.create(subscriber(action, endpoint, store),
                MediaType.get("application/json"));
        return calls.callWhole(new Request.Builder().url(calls.url("subscription")).header("Ce-Id",
                UUID.randomUUID().toString()).header("Ce-Source", inHeader(store.getFirst().address()))
                .header("Ce-Specversion", "0.3").header("Ce-Subject", subject)
                .header("Ce-Time", Rfc3339.format(Instant.now())).header("Ce-Type", "SUBSCRIBER").post(body).build());
    }

    /// By the HTTP binding of CloudEvents, what is not plain ASCII is percent-encoded in a header field.
    private static String inHeader(String address) {
        StringBuilder safe = new StringBuilder(address.length());
        for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 127 && b != '"' && b != '%') {
                safe.append((char) b);
            } else {
                safe.append(String.format("%%%02X", b & 0xff));
            }
        }
        return safe.toString();
    }

    private byte[] subscriber(int action, String endpoint, List<ProxySubscription> store) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("clientID", client);
            json.writeObjectPropertyStart("subStore");
            json.writeObjectPropertyStart("store");
            for (ProxySubscription s : store) {
                json.writeObjectPropertyStart(s.id());
                json.writeStringProperty("id", s.id());
                json.writeStringProperty("endpointUri", "");
                json.writeStringProperty("uriLocation", "");
                json.writeStringProperty("resource", s.address());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringProperty("EndpointUri", endpoint);
            json.writeNumberProperty("status", 0);
            json.writeNumberProperty("action", action);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
