package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import dev.evtool.notify.EmitSettings.MissingExchange;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Publishes messages as oslo.messaging does (`oslo-notifications.md`, 1 and 2), with one difference: it asks to be told of
/// messages that no queue takes, and declares no queue. Not for several threads.
public final class Emitter implements AutoCloseable {

    private static final String TYPE = "application/json";

    private final EmitSettings settings;
    private final BrokerConnection connection;
    private final Channel channel;
    private final Confirms confirms;
    private final EmittedBody body;
    private final AMQP.BasicProperties properties;
    private long sent;

    private Emitter(EmitSettings settings, BrokerConnection connection, Consumer<String> news) throws BrokerException {
        this.settings = settings;
        this.connection = connection;
        this.channel = connection.channel();
        this.confirms = new Confirms(settings.broker(), settings.patience(), news);
        this.body = new EmittedBody(settings.enveloped(), settings.compressed());
        this.properties = new AMQP.BasicProperties.Builder().contentType(TYPE).contentEncoding("utf-8")
                .deliveryMode(2).priority(0)
                .headers(settings.compressed() ? Map.of("compression", EmittedBody.COMPRESSION) : Map.of()).build();
        connection.onBlocked(confirms);
        channel.addShutdownListener(confirms);
        channel.addConfirmListener(confirms);
        channel.addReturnListener(confirms);
        connection.asked(channel::confirmSelect);
    }

    /// Connects, and looks for the exchange.
    ///
    /// @param news what a person should know meanwhile
    /// @throws StreamException if there is no way in, or no exchange
    public static Emitter open(EmitSettings settings, Consumer<String> news) throws StreamException {
        BrokerConnection connection = null;
        Emitter emitter = null;
        try {
            connection = BrokerConnection.open(settings.broker(), "notify emit", news);
            requireExchange(settings, connection, news);
            emitter = new Emitter(settings, connection, news);
            return emitter;
        } catch (BrokerException e) {
            throw e.asUnreachable();
        } finally {
            if (connection != null && emitter == null) {
                connection.close();
            }
        }
    }

    private static void requireExchange(EmitSettings settings, BrokerConnection connection, Consumer<String> news)
            throws BrokerException {
        String exchange = settings.exchange();
        try {
            connection.askedApart(apart -> apart.exchangeDeclarePassive(exchange));
            if (settings.missing() != MissingExchange.FAIL) {
                news.accept("the exchange \"" + exchange + "\" is there, and was left as it is");
            }
        } catch (BrokerException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            if (settings.missing() == MissingExchange.FAIL) {
                throw new BrokerException(missing(settings), BrokerFailure.NOT_FOUND, e);
            }
            boolean durable = settings.missing() == MissingExchange.DURABLE;
            connection.askedApart(apart -> apart.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, durable));
            news.accept("made the exchange \"" + exchange + "\", " + (durable ? "durable" : "transient")
                    + ": a service that declares it otherwise fails with 406 and loses every notification; "
                    + "then delete it: rabbitmqadmin delete exchange name=" + exchange);
        }
    }

    private static Problem missing(EmitSettings settings) {
        return new Problem(settings.broker().name() + " has no exchange \"" + settings.exchange() + "\"",
                "nobody has made it: its service has sent nothing yet, or the broker was restarted",
                "start the service or a listener; --exchange names another; --declare transient makes it");
    }

    /// Publishes a message, as soon as few enough are under way.
    ///
    /// @throws StreamException if the broker refuses it, or takes nothing any more
    public void send(Outgoing message) throws StreamException, InterruptedException {
        try {
            byte[] wire = body.of(message.json());
            confirms.begin(channel.getNextPublishSeqNo(), wire.length);
            sent++;
            connection.asked(() -> {
                channel.basicPublish(settings.exchange(), message.routingKey(), true, properties, wire);
                return true;
            });
        } catch (BrokerException e) {
            throw failed(e);
        }
    }

    /// Waits until the broker has taken what was sent.
    ///
    /// @param most how long it may say nothing
    /// @throws StreamException if it does not
    public void settle(Duration most) throws StreamException, InterruptedException {
        try {
            confirms.awaitAll(most);
        } catch (BrokerException e) {
            throw failed(e);
        }
        if (confirms.refused() > 0) {
            throw new StreamException.Unreachable(new Problem(settings.broker().name() + " could not keep "
                    + confirms.refused() + " messages", "a queue is full and rejects, or its node failed", null), null);
        }
    }

    /// What refuses a tap is told of in other words than what refuses an emitter.
    private StreamException failed(BrokerException e) {
        String what = settings.broker().name() + " does not take it: ";
        return (switch (e.code()) {
            case BrokerFailure.ACCESS_REFUSED -> new BrokerException(new Problem(what + "not allowed", e.getMessage(),
                    "to publish, a user needs: write '^" + settings.exchange() + "$'"), e.code(), e);
            case BrokerFailure.PRECONDITION_FAILED -> new BrokerException(new Problem(what
                    + "a message is larger than it lets through", e.getMessage(), null), e.code(), e);
            default -> e;
        }).asUnreachable();
    }

    public long sent() {
        return sent;
    }

    public long confirmed() {
        return confirms.confirmed();
    }

    /// How many messages came back because no queue is bound, by their routing keys.
    public Map<String, Long> unrouted() {
        return confirms.unrouted();
    }

    @Override
    public void close() {
        connection.close();
    }
}
