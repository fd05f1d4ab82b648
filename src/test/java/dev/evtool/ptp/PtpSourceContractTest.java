package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/// The contract of sources at proxies of each API.
class PtpSourceContractTest {

    abstract static class AtEmbeddedProxy extends SourceContractTest {

        private final PtpApi api;
        private final PtpSpelling spelling;

        AtEmbeddedProxy(PtpApi api, PtpSpelling spelling) {
            this.api = api;
            this.spelling = spelling;
        }

        @Override
        protected Peer startPeer() throws IOException {
            return new EmbeddedPeer(api, spelling);
        }

        @Override
        protected Source source(Peer peer) throws Exception {
            return new PtpSource("ptp://test", ((EmbeddedPeer) peer).settings(null),
                    new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK);
        }

        /// In v1 each event has a thread of its own (ptp.md, sections 5.2 and 8).
        @Override
        protected boolean peerKeepsOrder() {
            return api == PtpApi.V2;
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

    @Nested
    class V2 extends AtEmbeddedProxy {
        V2() {
            super(PtpApi.V2, PtpSpelling.NEW);
        }
    }

    @Nested
    class V1 extends AtEmbeddedProxy {
        V1() {
            super(PtpApi.V1, PtpSpelling.NEW);
        }
    }

    @Nested
    class V1InOldSpelling extends AtEmbeddedProxy {
        V1InOldSpelling() {
            super(PtpApi.V1, PtpSpelling.OLD);
        }
    }

    @Nested
    class V1Publisher extends AtEmbeddedProxy {
        V1Publisher() {
            super(PtpApi.V1_TRANSPORT, PtpSpelling.NEW);
        }
    }
}
