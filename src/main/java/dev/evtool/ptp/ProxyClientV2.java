package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.ptp.ProxyClient.Pulled.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// REST API v2 as a consumer uses it (`ptp.md`, sections 2 to 4).
final class ProxyClientV2 implements ProxyClient {

    private final ProxyCalls calls;
    private final ProxyRest rest;
    /// Makes the idle endpoint ours: two evtools must not share a subscription that one of them will delete.
    private final String mark = UUID.randomUUID().toString();

    ProxyClientV2(ProxyCalls calls) {
        this.calls = calls;
        this.rest = ProxyRest.of(calls, PtpApi.V2);
    }

    @Override
    public PtpApi api() {
        return PtpApi.V2;
    }

    @Override
    public ProxyCalls.Answer health() throws ProxyException, InterruptedException {
        return rest.health();
    }

    @Override
    public List<ProxySubscription> publishers() throws ProxyException, InterruptedException {
        return rest.list("publishers");
    }

    @Override
    public List<ProxySubscription> subscriptions() throws ProxyException, InterruptedException {
        return rest.list("subscriptions");
    }

    @Override
    public Subscribed subscribe(String address, String endpoint) throws ProxyException, InterruptedException {
        return rest.subscribe(object("ResourceAddress", address, "EndpointUri", endpoint));
    }

    /// The JSON object of two strings; the first is left out if its value is empty.
    static byte[] object(String name1, String value1, String name2, String value2) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            if (!value1.isEmpty()) {
                json.writeStringProperty(name1, value1);
            }
            json.writeStringProperty(name2, value2);
            json.writeEndObject();
        }
        return body.toByteArray();
    }

    @Override
    public boolean delete(String id) throws ProxyException, InterruptedException {
        return rest.delete(id, 404);
    }

    @Override
    public Pulled currentState(String address) throws ProxyException, InterruptedException {
        Optional<ProxyCalls.Answer> asked = rest.currentState(address);
        if (asked.isEmpty()) {
            return Pulled.NO_PATH;
        }
        ProxyCalls.Answer answer = asked.get();
        return switch (answer.status()) {
            case 200 -> Pulled.state(answer.body());
            case 404 -> Pulled.none(Outcome.NO_SUBSCRIPTION, "nobody is subscribed to it, or there is no data of it");
            default -> {
                if (answer.status() >= 500) {
                    rest.bodies().require(answer, 200, "CurrentState");
                }
                yield Pulled.none(Outcome.REFUSED, "HTTP " + answer.status());
            }
        };
    }

    /// The proxy's own `dummy` address answers 204 to whatever is posted there, so that nothing need be reachable from
    /// the proxy but itself. Publishers have it as their endpoint.
    @Override
    public String idleEndpoint(List<ProxySubscription> published) {
        String dummy = published.stream().map(ProxySubscription::endpoint).filter(e -> e.endsWith("/dummy")).findFirst()
                .orElse("http://localhost:" + calls.base().port() + PtpApi.V2.basePath() + "dummy");
        return dummy + "?evtool=" + mark;
    }
}
