package dev.evtool.ptp;

import dev.evtool.ptp.ProxyRoutes.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The calls of a v2 proxy that are not for consumers, but open to all (`ptp.md`, section 2): its list of publishers,
/// and events made by hand.
final class ProxyInternalsV2 {

    private final ProxyPublishers publishers;
    private final ProxyDelivery delivery;
    private final PtpSpelling spelling;
    private final String locations;

    /// @param locations what every `UriLocation` of a publisher begins with; its host is always `localhost`
    ProxyInternalsV2(ProxyPublishers publishers, ProxyDelivery delivery, PtpSpelling spelling, String locations) {
        this.publishers = publishers;
        this.delivery = delivery;
        this.spelling = spelling;
        this.locations = locations;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "publishers", (part, call) -> Optional.of(list())),
                Route.of("POST", "publishers", (part, call) -> Optional.of(create(call.body()))),
                Route.of("DELETE", "publishers", (part, call) -> Optional.of(deleteAll())),
                Route.of("GET", "publishers/([^/]+)", (id, call) -> Optional.of(one(id))),
                Route.of("DELETE", "publishers/([^/]+)", (id, call) -> Optional.of(delete(id))),
                Route.of("POST", "create/event", (part, call) -> createEvent(call.body())),
                Route.of("POST", "log",
                        (part, call) -> Optional.of(ProxyWireV2.word(202, "status", "Event published to log"))),
                Route.of("POST", "dummy2?", (part, call) -> Optional
                        .of(new ProxyAnswer(204, Map.of("Content-Type", "application/json"), ""))));
    }

    private ProxyAnswer list() {
        List<ProxySubscription> all = publishers.all();
        // zero bytes, not an empty list
        return ProxyAnswer.json(200, all.isEmpty() ? "" : ProxyInfo.list(all.stream().map(this::info).toList()));
    }

    private ProxyAnswer create(byte[] body) {
        try {
            ProxyWireV2.Ask ask = ProxyWireV2.readInfo(body);
            return publishers.add(ask.address(), ask.endpoint())
                    .map(p -> ProxyAnswer.json(201, info(p).json()))
                    .orElseGet(() -> ProxyWireV2.word(400, "error", "too many publishers"));
        } catch (PtpFormatException e) {
            return ProxyWireV2.word(400, "error", String.valueOf(e.getMessage()));
        }
    }

    private ProxyAnswer one(String id) {
        return publishers.find(id).map(p -> ProxyAnswer.json(200, info(p).json()))
                .orElseGet(() -> ProxyWireV2.word(400, "error", "publisher not found"));
    }

    private ProxyAnswer delete(String id) {
        return publishers.remove(id) ? ProxyWireV2.word(200, "status", "OK")
                : ProxyWireV2.word(400, "error", "publisher not found");
    }

    private ProxyAnswer deleteAll() {
        publishers.clear();
        return ProxyWireV2.word(200, "status", "deleted all publishers");
    }

    /// Sends an event to the subscribers of the publisher whose id it has; what pulls give stays as it is.
    private Optional<ProxyAnswer> createEvent(byte[] body) throws InterruptedException {
        PtpMessage event;
        try {
            event = PtpCodec.decode(body);
        } catch (PtpFormatException e) {
            return Optional.of(ProxyWireV2.word(400, "error", String.valueOf(e.getMessage())));
        }
        if (ProxyWireV2.hasBareNumber(body)) {
            return Optional.empty();
        }
        String id = String.valueOf(event.id());
        Optional<ProxySubscription> publisher = publishers.find(id);
        if (publisher.isEmpty()) {
            String why = "no publisher data for id " + id + " found to publish event for";
            return Optional.of(ProxyWireV2.word(400, "error", why));
        }
        PtpMessage fresh = new PtpMessage(null, event.source(), event.type(), event.time(),
                spelling.data(event.values()), event.values(), List.of());
        delivery.send(publisher.get().address(), ProxyWireV2.stamped(fresh));
        return Optional.of(ProxyWireV2.word(202, "status", "Event sent"));
    }

    private ProxyInfo info(ProxySubscription publisher) {
        return ProxyWireV2.info(publisher, locations + "publishers/" + publisher.id());
    }
}
