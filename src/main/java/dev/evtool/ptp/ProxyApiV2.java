package dev.evtool.ptp;

import dev.evtool.ptp.ProxyRoutes.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The calls that consumers make on a v2 proxy (`ptp.md`, sections 2 to 4).
final class ProxyApiV2 {

    private final ProxySubscriptions subscriptions;
    private final ProxyPublishers publishers;
    private final ProxyCurrentState currentState;
    private final ProxyPost post;
    private final String locations;

    /// @param locations what every `UriLocation` of a subscription begins with
    ProxyApiV2(ProxySubscriptions subscriptions, ProxyPublishers publishers, ProxyCurrentState currentState,
            ProxyPost post, String locations) {
        this.subscriptions = subscriptions;
        this.publishers = publishers;
        this.currentState = currentState;
        this.post = post;
        this.locations = locations;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "health", (part, body) -> Optional.of(ProxyAnswer.text("OK"))),
                Route.of("GET", "",
                        (part, body) -> Optional.of(ProxyAnswer.text("&{GET " + PtpApi.V2.basePath() + "}\n"))),
                Route.of("POST", "subscriptions", (part, body) -> Optional.of(subscribe(body))),
                Route.of("GET", "subscriptions", (part, body) -> Optional.of(list())),
                Route.of("DELETE", "subscriptions", (part, body) -> Optional.of(deleteAll())),
                Route.of("GET", "subscriptions/([^/]+)", (id, body) -> Optional.of(one(id))),
                Route.of("DELETE", "subscriptions/([^/]+)",
                        (id, body) -> Optional.of(ProxyAnswer.empty(subscriptions.remove(id) ? 204 : 404))),
                // v2 subscriptions live elsewhere than where this call looks
                Route.of("PUT", "subscriptions/status/[^/]+",
                        (id, body) -> Optional.of(ProxyWireV2.word(400, "error", "subscription not found"))),
                Route.of("GET", "(.+)/CurrentState", (part, body) -> Optional.of(currentState("/" + part))));
    }

    /// The steps of section 3.1, in this order.
    private ProxyAnswer subscribe(byte[] body) throws InterruptedException {
        ProxyWireV2.Ask ask;
        try {
            ask = ProxyWireV2.readInfo(body);
        } catch (PtpFormatException refused) {
            return ProxyAnswer.empty(400);
        }
        if (subscriptions.isTaken(ask.address(), ask.endpoint())) {
            return ProxyAnswer.empty(409);
        }
        Optional<PtpMessage> initial = initial(ask.address());
        if (initial.isEmpty()) {
            return ProxyAnswer.empty(404);
        }
        byte[] event = ProxyWireV2.event(ProxyWireV2.stamped(initial.get()));
        if (subscriptions.isFull() || post.post(ask.endpoint(), event) != ProxyPost.Outcome.ACCEPTED) {
            return ProxyAnswer.empty(400);
        }
        return subscriptions.add(ask.address(), ask.endpoint())
                .map(made -> ProxyAnswer.json(201, ProxyWireV2.info(made, location(made))))
                .orElse(ProxyAnswer.empty(409));
    }

    /// Resources that are not PTP's (a mock plugin, hardware events) are known by their publisher alone.
    private Optional<PtpMessage> initial(String address) {
        Optional<PtpResource> resource = ProxyCurrentState.resourceIn(address);
        if (resource.isPresent()) {
            return Optional.of(currentState.initial(address, resource.get()));
        }
        return publishers.has(address) ? currentState.current(address) : Optional.empty();
    }

    private ProxyAnswer list() {
        List<ProxySubscription> all = subscriptions.all();
        // a list that was never filled is null in Go's JSON
        return ProxyAnswer.json(200, all.isEmpty() ? "null" : ProxyWireV2.list(all, this::location));
    }

    private ProxyAnswer one(String id) {
        return subscriptions.find(id).map(s -> ProxyAnswer.json(200, ProxyWireV2.info(s, location(s))))
                .orElse(ProxyAnswer.empty(404));
    }

    private ProxyAnswer deleteAll() {
        subscriptions.clear();
        return ProxyAnswer.empty(204);
    }

    /// A pull works only while somebody, whoever, is subscribed to exactly this address (section 4).
    private ProxyAnswer currentState(String address) {
        if (!publishers.anyContains(address) || subscriptions.of(address).isEmpty()) {
            return ProxyAnswer.empty(404);
        }
        return currentState.current(address)
                .map(m -> ProxyAnswer.json(200, text(ProxyWireV2.event(ProxyWireV2.stamped(m)))))
                .orElse(ProxyAnswer.empty(404));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private String location(ProxySubscription subscription) {
        return locations + "subscriptions/" + subscription.id();
    }
}
