package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.evtool.stream.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A queue that is being read. What was delivered and not acknowledged is at most the prefetch; it waits here.
final class Tap {

    /// Wakes who waits for an arrival that will not come.
    private static final Arrival END = new Arrival(-1, false, "", "", new AMQP.BasicProperties(), new byte[0]);

    private final BrokerConnection connection;
    private final Channel channel;
    private final String queue;
    private final Found found;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private volatile @Nullable BrokerException broken;

    private Tap(BrokerConnection connection, Channel channel, String queue, Found found) {
        this.connection = connection;
        this.channel = channel;
        this.queue = queue;
        this.found = found;
    }

    /// How the queue was when we came.
    ///
    /// @param made whether there was no such queue before
    /// @param waiting how many messages wait in it
    /// @param consumers how many others read it
    record Found(boolean made, int waiting, int consumers) {

        private static final Found NOTHING = new Found(true, 0, 0);
    }

    /// Gets the queue that is wished for; nothing is delivered before [#consume].
    static Tap open(BrokerConnection connection, TapQueue wish) throws BrokerException {
        Channel channel = connection.channel();
        return switch (wish) {
            case TapQueue.Own own -> new Tap(connection, channel,
                    connection.asked(() -> channel.queueDeclare("", false, true, true, null)).getQueue(),
                    Found.NOTHING);
            case TapQueue.Durable durable -> new Tap(connection, channel, durable.name(),
                    foundOrMade(connection, channel, durable.name()));
            case TapQueue.Shared shared -> new Tap(connection, channel, shared.name(),
                    found(connection, shared.name()));
        };
    }

    private static Found found(BrokerConnection connection, String name) throws BrokerException {
        AMQP.Queue.DeclareOk there = connection.askedApart(apart -> apart.queueDeclarePassive(name));
        return new Found(false, there.getMessageCount(), there.getConsumerCount());
    }

    /// One that is there is taken as it is: to declare it again with other flags would be refused.
    private static Found foundOrMade(BrokerConnection connection, Channel channel, String name)
            throws BrokerException {
        try {
            return found(connection, name);
        } catch (BrokerException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            connection.asked(() -> channel.queueDeclare(name, true, false, false, null));
            return Found.NOTHING;
        }
    }

    /// Begins to read.
    void consume(int prefetch) throws BrokerException {
        connection.asked(() -> {
            channel.basicQos(prefetch);
            return channel.basicConsume(queue, false, Map.of(), new Taker());
        });
    }

    String queue() {
        return queue;
    }

    Found found() {
        return found;
    }

    /// Runs on a thread of the connection.
    private final class Taker extends DefaultConsumer {

        Taker() {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            arrivals.add(new Arrival(envelope.getDeliveryTag(), envelope.isRedeliver(), envelope.getExchange(),
                    envelope.getRoutingKey(), properties, body));
        }

        @Override
        public void handleCancel(String tag) {
            end(new BrokerException(new Problem(connection.broker().name() + ": the queue " + queue + " was deleted",
                    "by somebody else, or its node is down", null), BrokerFailure.NOT_FOUND, null));
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            end(BrokerFailure.of(signal, connection.broker()));
        }

        private void end(BrokerException reason) {
            broken = reason;
            arrivals.add(END);
        }
    }

    /// The next message; `null` if none came in time.
    ///
    /// @throws BrokerException if none will come any more
    @Nullable
    Arrival next(Duration patience) throws BrokerException, InterruptedException {
        Arrival next = patience.isZero() ? arrivals.poll() : arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (next != null && next.tag() == END.tag()) {
            arrivals.add(END);
            BrokerException reason = broken;
            throw reason == null ? connection.broken() : reason;
        }
        if (next != null) {
            connection.gate().taken(next.body().length);
        }
        return next;
    }

    /// What was delivered before it broke, and not taken yet.
    List<Arrival> rest() {
        List<Arrival> rest = new ArrayList<>();
        arrivals.drainTo(rest);
        rest.removeIf(arrival -> arrival.tag() == END.tag());
        return rest;
    }

    /// Tells the broker that this message and all before it are safe.
    void acknowledge(long tag) throws BrokerException {
        connection.told(() -> channel.basicAck(tag, true));
    }

    /// Gives a message back, to be delivered again.
    void giveBack(long tag) throws BrokerException {
        connection.told(() -> channel.basicNack(tag, false, true));
    }
}
