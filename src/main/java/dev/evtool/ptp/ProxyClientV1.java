package dev.evtool.ptp;

import dev.evtool.ptp.ProxyClient.Pulled.Outcome;
import java.util.List;
import java.util.Optional;

/// REST API v1 of a sidecar proxy as a consumer uses it (`ptp.md`, section 7): every refusal is a 400 with a reason, and
/// there is one subscription per resource, whoever made it.
final class ProxyClientV1 implements ProxyClient {

    private final ProxyRest rest;

    ProxyClientV1(ProxyCalls calls) {
        this.rest = ProxyRest.of(calls, PtpApi.V1);
    }

    @Override
    public PtpApi api() {
        return PtpApi.V1;
    }

    @Override
    public ProxyCalls.Answer health() throws ProxyException, InterruptedException {
        return rest.health();
    }

    /// Empty at a sidecar: only the publisher's proxy has a list.
    @Override
    public List<ProxySubscription> publishers() throws ProxyException, InterruptedException {
        return rest.list("publishers");
    }

    @Override
    public List<ProxySubscription> subscriptions() throws ProxyException, InterruptedException {
        return rest.list("subscriptions");
    }

    /// The old names, which all v1 releases read.
    @Override
    public Subscribed subscribe(String address, String endpoint) throws ProxyException, InterruptedException {
        return rest.subscribe(ProxyClientV2.object("endpointUri", endpoint, "resource", address));
    }

    @Override
    public boolean delete(String id) throws ProxyException, InterruptedException {
        return rest.delete(id, 400);
    }

    @Override
    public Pulled currentState(String address) throws ProxyException, InterruptedException {
        Optional<ProxyCalls.Answer> answer = rest.currentState(address);
        return answer.isEmpty() ? Pulled.NO_PATH : pulled(answer.get(), rest.bodies());
    }

    /// Sidecars and publishers tell of the same causes in the same words.
    static Pulled pulled(ProxyCalls.Answer answer, ProxyBodies bodies) throws ProxyException {
        if (answer.status() == 200) {
            return Pulled.state(answer.body());
        }
        if (answer.status() >= 500) {
            bodies.require(answer, 200, "CurrentState");
        }
        String reason = ProxyBodies.reason(answer);
        if (reason.contains("data not found")) {
            return Pulled.none(Outcome.NO_DATA, reason);
        }
        boolean unsubscribed = (reason.startsWith("subscription") && reason.contains("not found"))
                || reason.contains("not registered");
        return Pulled.none(unsubscribed ? Outcome.NO_SUBSCRIPTION : Outcome.REFUSED,
                reason.isEmpty() ? "HTTP " + answer.status() : reason);
    }

    /// None: a v1 subscription needs no endpoint, its events then go to the sidecar's log.
    @Override
    public String idleEndpoint(List<ProxySubscription> published) {
        return "";
    }
}
