package dev.evtool.notify;

import dev.evtool.event.Event;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;

/// The contract of sources at an embedded broker. The broker waits for acknowledgements: nothing is pushed at us faster
/// than we take it.
class NotifySourceTest {

    private static final Pattern NUMBER = Pattern.compile("\"number\": (\\d+)");

    abstract static class AtBroker extends SourceContractTest {

        @Override
        protected boolean isPushed() {
            return false;
        }

        @Override
        protected int number(Event event) {
            Matcher number = NUMBER.matcher(new String(event.payload().bytes(), StandardCharsets.UTF_8));
            return number.find() ? Integer.parseInt(number.group(1)) : 0;
        }

        @Override
        protected String threadName() {
            return "amqp-";
        }
    }

    /// A queue of our own is gone with the broker, and with the connection.
    @Nested
    class OwnQueue extends AtBroker {

        @Override
        protected Peer startPeer() throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start();
            broker.exchange("nova", false);
            return new Peer() {
                @Override
                public void emit(int number) throws Exception {
                    broker.publish("nova", "versioned_notifications.info", EmbeddedBroker.notification(number));
                }

                @Override
                public void emitMalformed() throws Exception {
                    broker.publish("nova", "versioned_notifications.info", "no JSON");
                }

                @Override
                public void kill() {
                    broker.crash();
                }

                @Override
                public void restart() throws Exception {
                    broker.restart();
                    broker.exchange("nova", false);
                }

                @Override
                public int held() {
                    return broker.queues().size();
                }

                @Override
                public void close() {
                    closed(broker);
                }

                @Override
                public String toString() {
                    return broker.uri();
                }
            };
        }

        @Override
        protected Source source(Peer peer) throws Exception {
            return new NotifySource(TapUri.parse(peer.toString(), Connecting.DEFAULT, TapWish.USUAL));
        }
    }

    /// A durable queue outlives an outage of the network; whether it stayed bound cannot be asked, so there is a gap.
    @Nested
    class DurableQueue extends AtBroker {

        @Override
        protected Peer startPeer() throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start();
            broker.exchange("nova", true);
            Wire wire = new Wire(broker.port());
            return new Peer() {
                @Override
                public void emit(int number) throws Exception {
                    broker.publish("nova", "versioned_notifications.info", EmbeddedBroker.notification(number));
                }

                @Override
                public void emitMalformed() throws Exception {
                    broker.publish("nova", "versioned_notifications.info", "{\"oslo.version\": \"3.0\"}");
                }

                @Override
                public void kill() throws Exception {
                    wire.cut();
                }

                @Override
                public void restart() throws Exception {
                    wire.mend();
                }

                @Override
                public int held() {
                    return broker.consumers();
                }

                @Override
                public void close() {
                    closed(wire);
                    closed(broker);
                }

                @Override
                public String toString() {
                    return "amqp://127.0.0.1:" + wire.port() + "?durable-queue=evtool-test";
                }
            };
        }

        @Override
        protected Source source(Peer peer) throws Exception {
            return new NotifySource(TapUri.parse(peer.toString(), Connecting.DEFAULT, TapWish.USUAL));
        }
    }

    private static void closed(AutoCloseable peer) {
        try {
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
