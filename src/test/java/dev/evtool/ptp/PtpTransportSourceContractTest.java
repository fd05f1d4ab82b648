package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;

/// The contract of sources at a v1 publisher, in the place of a sidecar.
class PtpTransportSourceContractTest extends SourceContractTest {

    @Override
    protected Peer startPeer() throws IOException {
        return new EmbeddedPeer(PtpApi.V1_TRANSPORT, PtpSpelling.NEW);
    }

    @Override
    protected Source source(Peer peer) throws Exception {
        return new PtpSource("ptp://test", ((EmbeddedPeer) peer).settings(null),
                new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK);
    }

    /// Each event has a thread of its own there (ptp.md, sections 5.2 and 8).
    @Override
    protected boolean peerKeepsOrder() {
        return false;
    }

    @Override
    protected int number(Event event) {
        return EmbeddedPeer.number(event);
    }

    @Override
    protected String threadName() {
        return "HTTP-Dispatcher";
    }
}
