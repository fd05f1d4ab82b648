package dev.evtool.ptp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a proxy knows at this moment of each resource: the material of pulls and of initial notifications. Messages come
/// out of it without id and time, which are new for each pull (`ptp.md`, section 4).
final class ProxyCurrentState {

    private static final String NODE_PREFIX = "/cluster/node/";
    /// Clocks of one resource; a capture that names a new one in each event shall not fill our memory.
    private static final int MOST_THINGS = 200;
    private static final List<String> GOOD_TO_BAD = List.of("LOCKED", "HOLDOVER", "FREERUN");

    private final Map<String, Known> byAddress = new LinkedHashMap<>();
    private final Set<String> nodes = new TreeSet<>();
    private final Random random;
    private final PtpSpelling spelling;

    /// @param random the order in which the values of several clocks stand in a pull
    ProxyCurrentState(Random random, PtpSpelling spelling) {
        this.random = random;
        this.spelling = spelling;
    }

    /// The last message of a resource, and of each thing it told of its last values.
    private record Known(PtpMessage last, Map<String, List<PtpValue>> things) {}

    /// Makes a node known before there is data of it; the first one answers for nodes that are not known.
    synchronized void addNode(String address) {
        node(address).ifPresent(nodes::add);
    }

    synchronized void learn(String address, PtpMessage message) {
        addNode(address);
        Known before = byAddress.get(address);
        Map<String, List<PtpValue>> things = before == null ? new LinkedHashMap<>() : before.things();
        if (!message.values().isEmpty()) {
            String thing = message.values().getFirst().address();
            if (things.size() < MOST_THINGS || things.containsKey(thing)) {
                things.put(thing, message.values());
            }
        }
        byAddress.put(address, new Known(message, things));
    }

    /// The state of exactly this address; empty while there is no data of it.
    synchronized Optional<PtpMessage> current(String address) {
        return Optional.ofNullable(byAddress.get(address)).map(this::pull);
    }

    /// What is posted before a subscription is stored: the state, or a placeholder where there is none. The node of the
    /// address is not looked at: another node's name gets the state of the proxy's own (section 3.1).
    synchronized PtpMessage initial(String address, PtpResource resource) {
        String own = node(address).filter(nodes::contains).orElse(nodes.isEmpty() ? "" : nodes.iterator().next());
        return current(address).or(() -> current(resource.address(own))).orElseGet(() -> placeholder(own, resource));
    }

    private PtpMessage pull(Known known) {
        PtpMessage last = known.last();
        Optional<PtpResource> resource = PtpResource.of(last.type(), last.source());
        if (resource.isEmpty() || known.things().isEmpty()) {
            return unstamped(last, last.data(), last.values());
        }
        if (resource.get() == PtpResource.SYNC_STATE) {
            List<PtpValue> values = syncState(last.values());
            return unstamped(last, spelling.data(values), values);
        }
        List<List<PtpValue>> things = new ArrayList<>(known.things().values());
        Collections.shuffle(things, random);
        List<PtpValue> values = things.stream().flatMap(t -> pulled(resource.get(), t).stream()).toList();
        return unstamped(last, spelling.data(values), values);
    }

    /// A push of 4.14 tells of the clock that changed, and a pull of the worst of both all the same (section 6).
    private List<PtpValue> syncState(List<PtpValue> pushed) {
        String thing = pushed.isEmpty() ? "" : pushed.getFirst().address();
        Optional<String> node = node(thing);
        if (node.isEmpty() || PtpResource.ofAddress(thing).isPresent()) {
            return pushed;
        }
        String worst = Stream.of(PtpResource.LOCK_STATE, PtpResource.OS_CLOCK)
                .flatMap(part -> Optional.ofNullable(byAddress.get(part.address(node.get()))).stream())
                .flatMap(known -> known.last().values().stream().limit(1)).map(PtpValue::value)
                .max(Comparator.comparingInt(GOOD_TO_BAD::indexOf)).orElse(pushed.getFirst().value());
        return List.of(PtpValue.state(PtpResource.SYNC_STATE.address(node.get()), worst));
    }

    private static PtpMessage unstamped(PtpMessage message, byte[] data, List<PtpValue> values) {
        return new PtpMessage(null, message.source(), message.type(), null, data, values, List.of());
    }

    /// Pulls differ from pushes in places (sections 4 and 6).
    private static List<PtpValue> pulled(PtpResource resource, List<PtpValue> pushed) {
        return switch (resource) {
            case CLOCK_CLASS -> pushed.stream().map(v -> v.address().endsWith("/CLOCK_CLASS") ? v
                    : new PtpValue(v.address() + "/CLOCK_CLASS", v.dataType(), v.valueType(), v.value())).toList();
            // a push declares a number and sends a word
            case SYNCE -> pushed.stream().map(v -> PtpValue.state(v.address(), v.value())).toList();
            case SYNCE_QUALITY -> pushed.stream().map(ProxyCurrentState::pulledQuality).toList();
            case SYNC_STATE, LOCK_STATE, OS_CLOCK, GNSS -> pushed;
        };
    }

    private static PtpValue pulledQuality(PtpValue pushed) {
        if (!pushed.address().endsWith("/extQl")) {
            return pushed;
        }
        String thing = pushed.address().replaceFirst("^" + NODE_PREFIX + "[^/]*/", "");
        return PtpValue.metric(thing.substring(0, thing.length() - "extQl".length()) + "ExtQL", pushed.value());
    }

    private PtpMessage placeholder(String node, PtpResource resource) {
        boolean anyData = byAddress.keySet().stream().anyMatch(a -> node(a).filter(node::equals).isPresent());
        String address = NODE_PREFIX + node + (anyData ? "/event-not-found" : "/ptp-not-set");
        PtpValue state = PtpValue.state(address, "FREERUN");
        PtpValue metric = PtpValue.metric(address, "0");
        List<PtpValue> values = switch (resource) {
            case SYNC_STATE, SYNCE -> List.of(state);
            case CLOCK_CLASS, SYNCE_QUALITY -> List.of(metric);
            case LOCK_STATE, OS_CLOCK, GNSS -> List.of(state, metric);
        };
        return new PtpMessage(null, resource.path(), resource.type(), null, spelling.data(values), values,
                List.of());
    }

    /// The resource of an address, by the rule of real proxies: its short name stands somewhere in it (section 3.1).
    static Optional<PtpResource> resourceIn(String address) {
        return Arrays.stream(PtpResource.values()).filter(r -> address.contains(r.path())).findFirst();
    }

    private static Optional<String> node(String address) {
        if (!address.startsWith(NODE_PREFIX)) {
            return Optional.empty();
        }
        int end = address.indexOf('/', NODE_PREFIX.length());
        return Optional.of(address.substring(NODE_PREFIX.length(), end < 0 ? address.length() : end));
    }
}
