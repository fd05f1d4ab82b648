package dev.evtool.ptp;

import dev.evtool.ptp.ProxyRoutes.Handler;
import dev.evtool.ptp.ProxyRoutes.Route;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// API v1 as the sidecar in a consumer's pod speaks it (`ptp.md`, sections 5.2, 5.3 and 7). The old spelling is that of
/// 4.14 with its habits, the new one that of 4.18. The publisher behind the sidecar is not there: what the proxy knows
/// stands for it.
final class ProxyApiV1 implements ProxyDialect {

    /// For the check of an endpoint, which is no event.
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);
    private static final Set<String> OLD_ASKED = Set.of("endpointUri", "resource");
    private static final Set<String> NEW_ASKED = Set.of("endpointUri", "resource", "EndpointUri", "ResourceAddress");

    private final PtpSpelling spelling;
    private final ProxySubscriptions subscriptions;
    private final ProxyCurrentState currentState;
    private final ProxyPost post;
    private final ProxyScatter delivery;
    private final String locations;

    ProxyApiV1(Parts parts) {
        this.spelling = parts.settings().spelling();
        this.subscriptions = new ProxySubscriptions(parts.settings().state());
        this.currentState = parts.currentState();
        this.post = parts.post();
        this.delivery = new ProxyScatter(new ProxyPusher(this, post), parts.random(), 1);
        this.locations = parts.localhost() + PtpApi.V1.basePath() + "subscriptions/";
    }

    @Override
    public String basePath() {
        return PtpApi.V1.basePath();
    }

    @Override
    public ProxyDelivery delivery() {
        return delivery;
    }

    @Override
    public List<ProxySubscription> subscriptions() {
        return subscriptions.all();
    }

    /// Events for a subscription without an endpoint go to the sidecar's log only.
    @Override
    public List<ProxySubscription> of(String address) {
        return subscriptions.of(address).stream().filter(s -> !s.endpoint().isEmpty()).toList();
    }

    @Override
    public ProxyPush push(ProxySubscription to, PtpMessage message) {
        return ProxyPush.json(to.endpoint(), ProxyWireV1.push(to, message, spelling), anyStatus -> true);
    }

    /// Nobody is removed on this hop.
    @Override
    public Set<ProxyPost.Outcome> failures() {
        return Set.of();
    }

    @Override
    public void dropClient(String endpoint) {
        subscriptions.dropClient(endpoint);
    }

    @Override
    public List<Route> routes() {
        return List.of(route("GET", "health", (part, call) -> ProxyAnswer.text(200, "OK")),
                route("POST", "subscriptions", (part, call) -> subscribe(call.body())),
                route("GET", "subscriptions", (part, call) -> list()),
                route("DELETE", "subscriptions", (part, call) -> deleteAll()),
                route("GET", "subscriptions/([^/]+)", (id, call) -> subscriptions.find(id)
                        .map(s -> ProxyAnswer.json(200, info(s).json())).orElseGet(ProxyApiV1::notFound)),
                route("DELETE", "subscriptions/([^/]+)", (id, call) -> delete(id)),
                // the ping goes to the publisher, and nothing of it to the consumer
                route("PUT", "subscriptions/status/([^/]+)", (id, call) -> subscriptions.find(id)
                        .map(s -> ProxyWireV2.word(202, "status", "ping sent")).orElseGet(ProxyApiV1::notFound)),
                // filled at the publisher only
                route("GET", "publishers", (part, call) -> ProxyAnswer.json(200, "")),
                route("GET", "(.+)/CurrentState", (part, call) -> currentState("/" + part)));
    }

    /// Answers one kind of request, always.
    private interface Answering {
        ProxyAnswer answer(String part, ProxyCall call) throws InterruptedException;
    }

    private static Route route(String method, String path, Answering answering) {
        Handler handler = (part, call) -> Optional.of(answering.answer(part, call));
        return Route.of(method, path, handler);
    }

    private static ProxyAnswer error(String text) {
        return ProxyWireV2.word(400, "error", text);
    }

    private static ProxyAnswer notFound() {
        return error("subscription not found");
    }

    /// The endpoint is checked first, also where the resource has a subscription that stays as it is.
    private ProxyAnswer subscribe(byte[] body) throws InterruptedException {
        ProxySubscription asked;
        try {
            asked = read(body);
        } catch (PtpFormatException refused) {
            return error("marshalling error");
        }
        if (!asked.endpoint().isEmpty()) {
            ProxyPost.Sent sent = post.post(new ProxyPush(asked.endpoint(), Map.of(), new byte[0], CHECK_LIMIT,
                    status -> status == 204));
            if (sent.outcome() != ProxyPost.Outcome.ACCEPTED) {
                return error(sent.outcome() != ProxyPost.Outcome.REFUSED ? sent.error()
                        : "return url validation check failed for create subscription.check endpointURI");
            }
        }
        return subscriptions.addIfFirst(asked.address(), asked.endpoint(), asked.names())
                .map(s -> ProxyAnswer.json(201, info(s).json())).orElseGet(() -> error("too many subscriptions"));
    }

    /// 4.14 takes names in whatever case, so that v2's `EndpointUri` counts and its `ResourceAddress` does not, and it
    /// takes a missing resource for an empty one; 4.18 takes the names of both APIs.
    private ProxySubscription read(byte[] body) throws PtpFormatException {
        if (spelling == PtpSpelling.OLD) {
            Map<String, String> fields = ProxyInfo.readAnyCase(body, OLD_ASKED);
            return new ProxySubscription(fields.getOrDefault("resource", ""),
                    fields.getOrDefault("endpointUri", "").strip(), "", PtpApi.V1);
        }
        String address = "";
        String endpoint = "";
        PtpApi names = PtpApi.V1;
        for (Map.Entry<String, String> field : ProxyInfo.read(body, NEW_ASKED).entrySet()) {
            if (field.getKey().equalsIgnoreCase("endpointUri")) {
                endpoint = field.getValue().strip();
            } else {
                address = field.getValue();
                names = field.getKey().equals("resource") ? PtpApi.V1 : PtpApi.V2;
            }
        }
        if (address.isEmpty()) {
            throw new PtpFormatException("no resource");
        }
        return new ProxySubscription(address, endpoint, "", names);
    }

    private ProxyAnswer list() {
        List<ProxySubscription> all = subscriptions.all();
        return ProxyAnswer.json(200, all.isEmpty() ? "" : ProxyInfo.list(all.stream().map(this::info).toList()));
    }

    private ProxyAnswer delete(String id) {
        boolean deleted = subscriptions.remove(id);
        return deleted || spelling == PtpSpelling.OLD ? ProxyWireV2.word(200, "status", "OK") : notFound();
    }

    private ProxyAnswer deleteAll() {
        subscriptions.clear();
        return ProxyWireV2.word(200, "status", "deleted all subscriptions");
    }

    /// The publisher's word on missing data comes as a text within the sidecar's.
    private ProxyAnswer currentState(String address) {
        if (subscriptions.of(address).isEmpty()) {
            return notFound();
        }
        return currentState.current(address)
                .map(m -> ProxyAnswer.json(200, ProxyWireV1.pull(address, ProxyWireV2.stamped(m), spelling)))
                .orElseGet(() -> error(ProxyTransportV1.NO_DATA));
    }

    private ProxyInfo info(ProxySubscription subscription) {
        return info(subscription, locations + subscription.id(), spelling);
    }

    /// A subscription or publisher of v1.
    static ProxyInfo info(ProxySubscription s, String uriLocation, PtpSpelling spelling) {
        if (s.names() == PtpApi.V2) {
            return ProxyWireV2.info(s, uriLocation);
        }
        if (spelling == PtpSpelling.OLD) {
            @Nullable
            String endpoint = s.endpoint().isEmpty() ? null : s.endpoint();
            return new ProxyInfo(List.of("id", "endpointUri", "uriLocation", "resource"),
                    Arrays.asList(s.id(), endpoint, uriLocation, s.address()));
        }
        return new ProxyInfo(List.of("resource", "endpointUri", "id", "uriLocation"),
                List.of(s.address(), s.endpoint(), s.id(), uriLocation));
    }
}
