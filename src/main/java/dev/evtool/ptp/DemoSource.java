package dev.evtool.ptp;

import dev.evtool.event.Notice;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events of the embedded proxy and its demo world, over real HTTP on loopback. Nothing in the way from the proxy to the
/// screen knows that it is a demo.
///
/// @param bind where the demo's proxy listens; port 0 takes a free one
/// @param seed the same seed gives the same happenings
/// @param speed how much faster than usual
/// @param nodes as in [PtpSettings]
/// @param resources as in [PtpSettings]
/// @param api what the proxy speaks
/// @param spelling how it spells, and so what release it is like
/// @param poll how often to ask instead of being told; `null` to be told
public record DemoSource(InetSocketAddress bind, long seed, double speed, List<String> nodes, List<String> resources,
        PtpApi api, PtpSpelling spelling, @Nullable Duration poll) implements Source {

    public static final long DEFAULT_SEED = 1588;

    /// A v2 proxy of a recent release.
    public DemoSource(InetSocketAddress bind, long seed, double speed, List<String> nodes, List<String> resources,
            @Nullable Duration poll) {
        this(bind, seed, speed, nodes, resources, PtpApi.V2, PtpSpelling.NEW, poll);
    }

    @Override
    public String name() {
        return "demo:ptp";
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        try (DemoProxy proxy = DemoProxy.start(bind, seed, speed, api, spelling)) {
            String url = proxy.uri().toString();
            sink.put(new Notice(name(), Instant.now(), Notice.Kind.CONNECTED,
                    "demo proxy at " + url + " (try: evtool ptp watch --proxy " + url + ")"));
            // v1 proxies do not say which nodes they have; their consumers are told in another way
            List<String> known = api == PtpApi.V2 || !nodes.isEmpty() ? nodes : DemoWorld.NODES;
            PtpSettings settings = new PtpSettings(PtpSettings.proxy(url, api), known, resources, null, poll, null,
                    Connecting.DEFAULT);
            new PtpSource(name(), settings, new PtpReceiver(PtpSourceType.LOOPBACK), PtpSource.Intervals.USUAL)
                    .run(subscription, sink);
        } catch (IOException e) {
            throw new StreamException.Usage(new Problem(
                    "the demo's proxy cannot listen on " + bind.getHostString() + ":" + bind.getPort() + ": "
                            + e.getMessage(),
                    "another program has the port", "choose another --listen HOST:PORT, or leave it out"));
        }
    }
}
