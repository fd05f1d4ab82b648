package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;

/// The contract of sources at API v2.
class PtpSourceContractTest extends SourceContractTest {

    @Override
    protected Peer startPeer() throws IOException {
        return new EmbeddedPeer(PtpApi.V2, PtpSpelling.NEW);
    }

    @Override
    protected Source source(Peer peer) throws Exception {
        return new PtpSource("ptp://test", ((EmbeddedPeer) peer).settings(null),
                new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK);
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
