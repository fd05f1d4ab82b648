package dev.evtool.ptp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Many proxies of API v2 on one machine, each with an address of its own, as the nodes of a cluster have: 127.10.x.y,
/// all with the same port. Linux takes all of 127.0.0.0/8 as loopback; elsewhere this cannot be started.
final class Fleet implements AutoCloseable {

    private static final int MOST_NODES = 2000;
    private static final int IN_A_ROW = 250;
    private static final int MOST_ATTEMPTS = 10;

    private final List<FleetNode> nodes = new ArrayList<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder accepted = new LongAdder();

    private Fleet() {}

    static Fleet start(int size) throws IOException {
        if (size < 1 || size > MOST_NODES) {
            throw new IllegalArgumentException(size + " nodes");
        }
        for (int attempt = 1;; attempt++) {
            Fleet fleet = new Fleet();
            try {
                fleet.startAll(size, freePort());
                return fleet;
            } catch (IOException e) {
                fleet.close();
                if (!(e instanceof BindException) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void startAll(int size, int port) throws IOException {
        for (int i = 0; i < size; i++) {
            FleetNode node = new FleetNode("worker-" + i + ".fleet.example", new InetSocketAddress(address(i), port),
                    requests, accepted);
            nodes.add(node);
            node.start();
        }
    }

    /// Free on the first node's address; another program may still have it on one of the others.
    private static int freePort() throws IOException {
        try (FleetServer first = new FleetServer(new InetSocketAddress(address(0), 0),
                call -> java.util.Optional.empty(), new LongAdder())) {
            return first.port();
        }
    }

    private static InetAddress address(int node) throws IOException {
        return InetAddress
                .getByAddress(new byte[] {127, 10, (byte) (node / IN_A_ROW), (byte) (1 + node % IN_A_ROW)});
    }

    FleetNode node(int index) {
        return nodes.get(index);
    }

    List<String> uris() {
        return nodes.stream().map(FleetNode::uri).toList();
    }

    /// Lets these nodes die, or come back.
    void alive(int from, int to, boolean alive) throws IOException {
        for (FleetNode node : nodes.subList(from, to)) {
            if (alive) {
                node.start();
            } else {
                node.die();
            }
        }
    }

    /// Every node tells of a change of every resource at once, as when a grandmaster fails.
    void burst(long number) throws InterruptedException {
        for (FleetNode node : nodes) {
            for (PtpResource resource : FleetNode.RESOURCES) {
                node.tell(resource, number);
            }
        }
    }

    long subscriptions() {
        return sum(node -> node.subscriptions().size());
    }

    /// Events that were accepted, initial notifications not counted.
    long delivered() {
        return sum(node -> node.counts().delivered());
    }

    /// Events that were not.
    long failed() {
        return sum(node -> node.counts().refused() + node.counts().unreachable() + node.counts().broken()
                + node.counts().dropped());
    }

    private long sum(ToLongFunction<FleetNode> count) {
        return nodes.stream().mapToLong(count).sum();
    }

    long requests() {
        return requests.sum();
    }

    long connections() {
        return accepted.sum();
    }

    int size() {
        return nodes.size();
    }

    @Override
    public void close() {
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, nodes.size()).forEach(i -> threads.execute(nodes.get(i)::close));
        }
    }
}
