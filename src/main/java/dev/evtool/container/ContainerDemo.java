package dev.evtool.container;

import dev.evtool.stream.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;

/// Events of embedded engines and their world, over real wire on loopback. Nothing in the way from the engines to the
/// screen knows that it is a demo.
public final class ContainerDemo {

    public static final long DEFAULT_SEED = 2375;

    /// Free ports that nobody else can reach.
    public static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private ContainerDemo() {}

    /// A source for each engine. The engines start with the first that is run, and end with the last.
    ///
    /// @param bind where the first engine listens, the others at the next ports; port 0 takes free ones
    /// @param seed the same seed gives the same happenings
    /// @param speed how much faster than usual
    /// @param wishes what is wanted of each engine
    public static List<Source> sources(InetSocketAddress bind, long seed, double speed,
            UnaryOperator<EngineSettings> wishes) {
        SharedDemo demo = new SharedDemo(bind, seed, speed);
        return DemoEngines.KINDS.stream().<Source>map(kind -> new DemoEngineSource(kind, demo, wishes)).toList();
    }

    /// All engines in one source.
    static Source source() {
        return new SourceBundle("demo:containers", sources(LOOPBACK, DEFAULT_SEED, 1, UnaryOperator.identity()));
    }
}
