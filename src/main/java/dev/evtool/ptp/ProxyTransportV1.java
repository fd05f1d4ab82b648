package dev.evtool.ptp;

import dev.evtool.ptp.ProxyRoutes.Route;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The port on which a v1 publisher serves sidecars (`ptp.md`, section 8): CloudEvents 0.3 in binary mode both ways. The
/// list of publishers, which real ones have on another port, is here too, under the path it has there.
final class ProxyTransportV1 implements ProxyDialect {

    /// What is said where a resource has no data yet.
    static final String NO_DATA = message("event data not found");

    private final PtpSpelling spelling;
    private final ProxySidecars sidecars;
    private final ProxyPublishers publishers;
    private final ProxyCurrentState currentState;
    private final ProxyScatter delivery;
    private final String name;
    private final String locations;

    ProxyTransportV1(Parts parts) {
        this.spelling = parts.settings().spelling();
        this.sidecars = new ProxySidecars(parts.settings().state());
        this.publishers = parts.publishers();
        this.currentState = parts.currentState();
        this.delivery = new ProxyScatter(new ProxyPusher(this, parts.post()), parts.random(),
                ProxyDelivery.MOST_WAITING);
        this.name = "http://" + parts.settings().transportHost() + ":" + parts.port();
        this.locations = parts.localhost() + PtpApi.V1.basePath();
    }

    @Override
    public String basePath() {
        return "/";
    }

    @Override
    public ProxyDelivery delivery() {
        return delivery;
    }

    @Override
    public List<ProxySubscription> subscriptions() {
        return sidecars.all();
    }

    @Override
    public List<ProxySubscription> of(String address) {
        return sidecars.of(address);
    }

    /// Exactly 200 is wanted: 204, which consumers have to give, is a failure here.
    @Override
    public ProxyPush push(ProxySubscription to, PtpMessage message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Ce-Id", String.valueOf(message.id()));
        headers.put("Ce-Source", to.address());
        headers.put("Ce-Specversion", "0.3");
        headers.put("Ce-Subject", to.address());
        headers.put("Ce-Time", String.valueOf(message.time()));
        headers.put("Ce-Type", message.type());
        return new ProxyPush(to.endpoint() + "/event", headers, message.data(), ProxyPush.USUAL_LIMIT,
                status -> status == 200);
    }

    @Override
    public Set<ProxyPost.Outcome> failures() {
        return EnumSet.complementOf(EnumSet.of(ProxyPost.Outcome.ACCEPTED));
    }

    @Override
    public void dropClient(String endpoint) {
        sidecars.dropClient(endpoint);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "health", (part, call) -> Optional.of(ProxyAnswer.text(200, "{\"ok\":true}\n"))),
                Route.of("POST", "subscription", (part, call) -> Optional.of(enrol(call))),
                Route.of("GET", PtpApi.V1.basePath().substring(1) + "publishers",
                        (part, call) -> Optional.of(publishers())),
                Route.of("GET", "(.+/[^/]+)/CurrentState", (part, call) -> Optional.of(currentState("/" + part))));
    }

    /// A body that says nothing is only logged by real publishers, and answered as all others are.
    private ProxyAnswer enrol(ProxyCall call) {
        for (String header : List.of("Ce-Id", "Ce-Source", "Ce-Specversion", "Ce-Type")) {
            if (call.header(header).isEmpty()) {
                return ProxyAnswer.text(400, header + ": not a CloudEvent in binary mode without it\n");
            }
        }
        Optional<ProxyEnrolment> enrolment = ProxyEnrolment.read(call.body());
        enrolment.ifPresent(e -> {
            switch (e.action()) {
                case ProxyEnrolment.NEW -> sidecars.add(e);
                case ProxyEnrolment.DELETE -> sidecars.remove(e.clientId());
                default -> {
                    // nothing that publishers act upon
                }
            }
        });
        return ProxyAnswer.empty(200);
    }

    /// @param part the resource's address and the sidecar's id
    private ProxyAnswer currentState(String part) {
        int slash = part.lastIndexOf('/');
        String address = part.substring(0, slash);
        String clientId = part.substring(slash + 1);
        if (!sidecars.knows(clientId)) {
            return refused(message("client is not registered with the event publisher " + name + " "));
        }
        if (!sidecars.has(clientId, address)) {
            return refused(message(
                    "subscription for (" + address + ") not found for the requesting client " + clientId));
        }
        return currentState.current(address).map(m -> ProxyAnswer.json(200,
                ProxyWireV1.pull(address, ProxyWireV2.stamped(m), spelling) + "\n")).orElseGet(() -> refused(NO_DATA));
    }

    private static ProxyAnswer refused(String message) {
        return ProxyAnswer.text(400, message);
    }

    /// Go's JSON writer ends with a line feed.
    private static String message(String text) {
        return ProxyWireV2.word(400, "message", text).body() + "\n";
    }

    private ProxyAnswer publishers() {
        List<ProxyInfo> all = publishers.all().stream().map(p -> ProxyApiV1.info(
                new ProxySubscription(p.address(), locations + "dummy", p.id(), PtpApi.V1),
                locations + "publishers/" + p.id(), spelling)).toList();
        return ProxyAnswer.json(200, all.isEmpty() ? "" : ProxyInfo.list(all));
    }
}
