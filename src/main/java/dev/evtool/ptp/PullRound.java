package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.Notice.Kind;
import dev.evtool.event.StreamItem;
import dev.evtool.ptp.ProxyClient.Pulled;
import dev.evtool.ptp.ProxyClient.Pulled.Outcome;
import dev.evtool.stream.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rounds of pulls at one proxy: tells the first state of each resource, and then what has changed. A new offset alone is
/// no change; a state, a clock class, a kind of fix, a quality, a clock that was not there is one.
final class PullRound {

    private static final Set<String> NO_CHANGE_BY_ITSELF = Set.of("offset");

    private final PtpInbound inbound;
    private final IdleSubscriptions idle = new IdleSubscriptions();
    private final boolean subscribing;
    private boolean foundUnsubscribed;
    /// What was last known of each address.
    private final Map<String, Set<Map<String, Object>>> known = new HashMap<>();
    /// What was last told of each address in place of a state.
    private final Map<String, String> told = new HashMap<>();

    /// @param subscribing whether to make subscriptions for the sake of pulling; where events are wanted as well, such
    ///        a one would take the place of the one that brings them: a v1 sidecar has one for each resource
    PullRound(PtpInbound inbound, boolean subscribing) {
        this.inbound = inbound;
        this.subscribing = subscribing;
    }

    /// Forgets what was known, so that the next round tells it again: after a gap, or when something else than these
    /// rounds has told of changes meanwhile.
    void forget(Collection<String> addresses) {
        known.keySet().removeAll(addresses);
        told.keySet().removeAll(addresses);
    }

    /// Whether the last round found a resource that nobody is subscribed to, and made no subscription.
    boolean foundUnsubscribed() {
        return foundUnsubscribed;
    }

    /// Pulls each address once.
    ///
    /// @return why none could be pulled, or `null`
    @Nullable
    Problem run(ProxyClient client, List<String> addresses) throws ProxyException, InterruptedException {
        Problem problem = null;
        int refused = 0;
        foundUnsubscribed = false;
        for (String address : addresses) {
            Pulled pulled = subscribing ? idle.pull(client, address) : client.currentState(address);
            if (!subscribing && pulled.outcome() == Outcome.NO_SUBSCRIPTION) {
                foundUnsubscribed = true;
                continue;
            }
            switch (pulled.outcome()) {
                case STATE -> state(address, pulled.body());
                case NO_DATA -> tell(Kind.PLACEHOLDER, address,
                        "no state known: the proxy has no data of it (not yet, or not of this node)");
                case NO_SUBSCRIPTION, REFUSED -> {
                    refused++;
                    problem = new Problem("the proxy does not tell the state of " + address + ": " + pulled.reason(),
                            client.api() == PtpApi.V2 ? "it publishes no such resource" : "another node's name, or a "
                                    + "resource that it does not publish",
                            "see what it publishes: evtool ptp publishers");
                    tell(Kind.WARNING, address, problem.what() + "; " + problem.cause());
                }
            }
        }
        return refused == addresses.size() ? problem : null;
    }

    private void state(String address, byte[] body) throws InterruptedException {
        try {
            List<StreamItem> items = inbound.events().readPulled(body, Instant.now());
            told.remove(address);
            Set<Map<String, Object>> facts = new HashSet<>();
            for (StreamItem item : items) {
                if (item instanceof Event event) {
                    event.facts().rows().forEach(row -> facts.add(lasting(row)));
                }
            }
            Set<Map<String, Object>> before = known.put(address, facts);
            if (!facts.equals(before)) {
                inbound.pulled(items);
            }
        } catch (PtpFormatException e) {
            tell(Kind.MALFORMED, address, "the state of " + address + " is no event: " + e.getMessage());
        }
    }

    private static Map<String, Object> lasting(Map<String, Object> row) {
        Map<String, Object> lasting = new HashMap<>(row);
        lasting.keySet().removeAll(NO_CHANGE_BY_ITSELF);
        return lasting;
    }

    private void tell(Kind kind, String address, String text) throws InterruptedException {
        if (!text.equals(told.put(address, text))) {
            known.remove(address);
            inbound.notice(kind, kind == Kind.PLACEHOLDER ? address + ": " + text : text);
        }
    }

    /// Whether the state of anything is known.
    boolean knowsAny() {
        return !known.isEmpty();
    }

    /// Deletes the subscriptions made for pulling.
    ///
    /// @return how many
    int release(ProxyClient client) throws ProxyException, InterruptedException {
        return idle.deleteAll(client);
    }

    int held() {
        return idle.size();
    }
}
