package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A connection to a broker. All its threads are virtual, and end with it.
final class BrokerConnection implements AutoCloseable {

    /// A peer that is silent for twice as long is dead.
    private static final int HEARTBEAT_SECONDS = 20;
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    /// The most that a broker lets through by itself (`max_message_size` of RabbitMQ 3.x).
    private static final int LARGEST = 128 << 20;

    private final BrokerSettings broker;
    private final Connection connection;
    private final ExecutorService workers;
    private final ByteGate gate;

    private BrokerConnection(BrokerSettings broker, Connection connection, ExecutorService workers, ByteGate gate) {
        this.broker = broker;
        this.connection = connection;
        this.workers = workers;
        this.gate = gate;
    }

    /// @param purpose what the broker's listing of connections calls it, such as `notify watch`
    /// @param news is told what a person should know of certificates
    /// @throws BrokerException if no host lets us in
    /// @throws StreamException if a secret or certificate cannot be used
    static BrokerConnection open(BrokerSettings broker, String purpose, Consumer<String> news)
            throws BrokerException, StreamException {
        ExecutorService workers = Executors
                .newThreadPerTaskExecutor(Thread.ofVirtual().name("amqp-worker-", 1).factory());
        boolean opened = false;
        try {
            ConnectionFactory factory = factory(broker, news);
            ByteGate gate = new ByteGate();
            factory.setTrafficListener(gate);
            factory.setSharedExecutor(workers);
            List<Address> hosts = new ArrayList<>();
            broker.hosts().forEach(host -> hosts.add(new Address(host.host(), host.port())));
            Collections.shuffle(hosts); // the client library does so for recoveries only
            Connection connection = factory.newConnection(hosts, "evtool " + purpose);
            opened = true;
            return new BrokerConnection(broker, connection, workers, gate);
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            throw BrokerFailure.of(e, broker);
        } finally {
            if (!opened) {
                workers.shutdownNow();
            }
        }
    }

    private static ConnectionFactory factory(BrokerSettings broker, Consumer<String> news) throws StreamException {
        Connecting connecting = broker.connecting();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setVirtualHost(broker.vhost());
        switch (broker.login()) {
            case BrokerLogin.Password login -> {
                factory.setUsername(login.user());
                factory.setPassword(login.password().value(news));
            }
            case BrokerLogin.Certificate login -> factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
        }
        // what was lost meanwhile has to be told: recovery is for the source to do, and not behind its back
        factory.setAutomaticRecoveryEnabled(false);
        int patience = (int) Math.min(Integer.MAX_VALUE, connecting.timeout().toMillis());
        factory.setConnectionTimeout(patience);
        factory.setHandshakeTimeout(patience);
        factory.setChannelRpcTimeout((int) ANSWER.toMillis());
        factory.setShutdownTimeout((int) FAREWELL.toMillis());
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setMaxInboundMessageBodySize(LARGEST);
        factory.setThreadFactory(Thread.ofVirtual().name("amqp-", 1).factory());
        factory.setExceptionHandler(new ForgivingExceptionHandler());
        Map<String, Object> properties = new LinkedHashMap<>(factory.getClientProperties());
        properties.put("product", "evtool");
        factory.setClientProperties(properties);
        if (broker.tls()) {
            factory.useSslProtocol(Tls.client(connecting.security().tls(), news).context());
            if (!connecting.security().tls().insecure()) {
                factory.enableHostnameVerification();
            } else {
                news.accept("TLS to " + broker.name() + " is not verified (insecure): anybody could answer there");
            }
        }
        return factory;
    }

    BrokerSettings broker() {
        return broker;
    }

    /// What holds up the broker while too much of what it has sent waits.
    ByteGate gate() {
        return gate;
    }

    /// What the peer calls itself, such as `RabbitMQ 3.10.8`.
    String product() {
        Map<String, Object> said = connection.getServerProperties();
        return said.getOrDefault("product", "broker") + " " + said.getOrDefault("version", "");
    }

    /// A channel of its own: an error closes it, and nothing else.
    Channel channel() throws BrokerException {
        return asked(() -> {
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new IOException("the broker gives no further channel");
            }
            return channel;
        });
    }

    /// One thing to ask the broker for.
    interface Question<T> {
        T ask() throws IOException;
    }

    /// @throws BrokerException if the answer is no, or there is none
    <T> T asked(Question<T> question) throws BrokerException {
        gate.answerAwaited();
        try {
            return question.ask();
        } catch (IOException | ShutdownSignalException e) {
            throw BrokerFailure.of(e, broker);
        } finally {
            gate.answered();
        }
    }

    /// One thing to tell the broker, which does not answer.
    interface Word {
        void say() throws IOException;
    }

    /// @throws BrokerException if the connection or the channel is closed
    void told(Word word) throws BrokerException {
        try {
            word.say();
        } catch (IOException | ShutdownSignalException e) {
            throw BrokerFailure.of(e, broker);
        }
    }

    /// Asks on a channel for this alone, so that a refusal costs nothing.
    <T> T askedApart(ChannelQuestion<T> question) throws BrokerException {
        Channel channel = channel();
        try {
            return asked(() -> question.ask(channel));
        } finally {
            close(channel);
        }
    }

    /// One thing to ask for on a channel.
    interface ChannelQuestion<T> {
        T ask(Channel channel) throws IOException;
    }

    private void close(Channel channel) throws BrokerException {
        if (channel.isOpen()) {
            gate.answerAwaited();
            try {
                channel.close();
            } catch (IOException | ShutdownSignalException | TimeoutException e) {
                throw BrokerFailure.of(e, broker);
            } finally {
                gate.answered();
            }
        }
    }

    /// Why it broke; known once it is closed by the broker or by the network.
    BrokerException broken() {
        ShutdownSignalException reason = connection.getCloseReason();
        return BrokerFailure.of(reason == null ? new IOException("it is open") : reason, broker);
    }

    /// Who is told when the broker takes no messages, and when it does again.
    void onBlocked(BlockedListener listener) {
        connection.addBlockedListener(listener);
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /// Says good-bye, if there is still somebody to say it to.
    @Override
    public void close() {
        gate.open();
        connection.abort(AMQP.REPLY_SUCCESS, "done", (int) FAREWELL.toMillis());
        workers.shutdownNow();
    }
}
