package dev.evtool.ptp;

import java.util.List;
import java.util.Optional;

/// The calls that the REST APIs v1 and v2 have in common (`ptp.md`, sections 2 and 7).
///
/// @param base of the API's paths, without a slash at its begin
record ProxyRest(ProxyCalls calls, ProxyBodies bodies, String base) {

    static ProxyRest of(ProxyCalls calls, PtpApi api) {
        return new ProxyRest(calls, new ProxyBodies(calls.name()), api.basePath().substring(1));
    }

    /// Asks whether the proxy is there.
    ProxyCalls.Answer health() throws ProxyException, InterruptedException {
        ProxyCalls.Answer answer = calls.getSoon(base + "health");
        bodies.require(answer, 200, "health");
        return answer;
    }

    /// Publishers or subscriptions.
    List<ProxySubscription> list(String path) throws ProxyException, InterruptedException {
        ProxyCalls.Answer answer = calls.get(base + path);
        bodies.require(answer, 200, path);
        return bodies.entries(answer, path);
    }

    /// Asks for a subscription; a proxy in trouble is an exception, a refusal is not.
    ///
    /// @param body a SubscriptionInfo in the names of the version
    ProxyClient.Subscribed subscribe(byte[] body) throws ProxyException, InterruptedException {
        ProxyCalls.Answer answer = calls.post(base + "subscriptions", body);
        if (answer.status() >= 500) {
            bodies.require(answer, 201, "subscriptions");
        }
        if (answer.status() != 201) {
            return new ProxyClient.Subscribed(answer.status(), null, ProxyBodies.reason(answer));
        }
        return new ProxyClient.Subscribed(201,
                bodies.entries(answer, "subscriptions").stream().findFirst().orElse(null), "");
    }

    /// Deletes a subscription.
    ///
    /// @param unknown the status that says that there is none of this id
    /// @return false if there was none
    boolean delete(String id, int unknown) throws ProxyException, InterruptedException {
        if (!ProxyCalls.isSegment(id)) {
            return false;
        }
        String path = "subscriptions/" + id;
        ProxyCalls.Answer answer = calls.delete(base + path);
        if (answer.status() == unknown) {
            return false;
        }
        if (answer.status() / 100 != 2) {
            bodies.require(answer, 204, path);
        }
        return true;
    }

    /// Asks for a state; empty if no path can say the address.
    Optional<ProxyCalls.Answer> currentState(String address) throws ProxyException, InterruptedException {
        return calls.getState(base, address, "CurrentState");
    }
}
