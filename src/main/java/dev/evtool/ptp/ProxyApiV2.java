package dev.evtool.ptp;

import dev.evtool.ptp.ProxyRoutes.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// API v2: the calls that consumers make (`ptp.md`, sections 2 to 4), and events posted to them one after the other
/// (section 3.3).
final class ProxyApiV2 implements ProxyDialect {

    private final ProxySubscriptions subscriptions;
    private final ProxyPublishers publishers;
    private final ProxyCurrentState currentState;
    private final ProxyPost post;
    private final ProxyQueue delivery;
    private final ProxyInternalsV2 internals;
    private final String locations;

    ProxyApiV2(Parts parts) {
        this.subscriptions = new ProxySubscriptions(parts.settings().state());
        this.publishers = parts.publishers();
        this.currentState = parts.currentState();
        this.post = parts.post();
        this.locations = "http://" + parts.settings().transportHost() + ":" + parts.port() + basePath();
        this.delivery = new ProxyQueue(new ProxyPusher(this, post), parts.random());
        this.internals = new ProxyInternalsV2(publishers, delivery, parts.settings().spelling(),
                parts.localhost() + basePath());
    }

    @Override
    public String basePath() {
        return PtpApi.V2.basePath();
    }

    @Override
    public ProxyDelivery delivery() {
        return delivery;
    }

    @Override
    public List<ProxySubscription> subscriptions() {
        return subscriptions.all();
    }

    @Override
    public List<ProxySubscription> of(String address) {
        return subscriptions.of(address);
    }

    @Override
    public ProxyPush push(ProxySubscription to, PtpMessage message) {
        return ProxyPush.json(to.endpoint(), ProxyWireV2.event(message), status -> status == 204);
    }

    /// Answers with a wrong status, and broken connections, neither count nor end the count.
    @Override
    public Set<ProxyPost.Outcome> failures() {
        return Set.of(ProxyPost.Outcome.UNREACHABLE);
    }

    @Override
    public void dropClient(String endpoint) {
        subscriptions.dropClient(endpoint);
    }

    @Override
    public List<Route> routes() {
        return Stream.concat(consumerRoutes().stream(), internals.routes().stream()).toList();
    }

    private List<Route> consumerRoutes() {
        return List.of(Route.of("GET", "health", (part, call) -> Optional.of(ProxyAnswer.text(200, "OK"))),
                Route.of("GET", "",
                        (part, call) -> Optional.of(ProxyAnswer.text(200, "&{GET " + basePath() + "}\n"))),
                Route.of("POST", "subscriptions", (part, call) -> Optional.of(subscribe(call.body()))),
                Route.of("GET", "subscriptions", (part, call) -> Optional.of(list())),
                Route.of("DELETE", "subscriptions", (part, call) -> Optional.of(deleteAll())),
                Route.of("GET", "subscriptions/([^/]+)", (id, call) -> Optional.of(one(id))),
                Route.of("DELETE", "subscriptions/([^/]+)",
                        (id, call) -> Optional.of(ProxyAnswer.empty(subscriptions.remove(id) ? 204 : 404))),
                // v2 subscriptions live elsewhere than where this call looks
                Route.of("PUT", "subscriptions/status/[^/]+",
                        (id, call) -> Optional.of(ProxyWireV2.word(400, "error", "subscription not found"))),
                Route.of("GET", "(.+)/CurrentState", (part, call) -> Optional.of(currentState("/" + part))));
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
        ProxySubscription asked = new ProxySubscription(ask.address(), ask.endpoint(), "");
        ProxyPush event = push(asked, ProxyWireV2.stamped(initial.get()));
        if (subscriptions.isFull() || post.post(event).outcome() != ProxyPost.Outcome.ACCEPTED) {
            return ProxyAnswer.empty(400);
        }
        return subscriptions.add(ask.address(), ask.endpoint())
                .map(made -> ProxyAnswer.json(201, info(made).json()))
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
        return ProxyAnswer.json(200, all.isEmpty() ? "null" : ProxyInfo.list(all.stream().map(this::info).toList()));
    }

    private ProxyAnswer one(String id) {
        return subscriptions.find(id).map(s -> ProxyAnswer.json(200, info(s).json()))
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

    private ProxyInfo info(ProxySubscription subscription) {
        return ProxyWireV2.info(subscription, locations + "subscriptions/" + subscription.id());
    }
}
