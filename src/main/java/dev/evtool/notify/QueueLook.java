package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

/// Looks at queues and exchanges by passive declares, which make, change and take nothing. A refusal closes the channel:
/// then the next question gets another one.
final class QueueLook {

    private static final String NODE_IS_DOWN = "down or inaccessible";

    /// What was seen of a queue.
    sealed interface Seen {

        /// It is there.
        ///
        /// @param messages that are ready for a reader
        /// @param readers consumers
        /// @param nanos when, by [System#nanoTime]
        record Depth(long messages, long readers, long nanos) implements Seen {}

        record Missing() implements Seen {}

        /// It is there, but is not shown.
        record Refused(QueueState state, String why) implements Seen {}
    }

    private final BrokerConnection connection;
    private @Nullable Channel channel;

    QueueLook(BrokerConnection connection) {
        this.connection = connection;
    }

    /// @throws BrokerException if the connection broke
    Seen queue(String name) throws BrokerException {
        try {
            AMQP.Queue.DeclareOk ok = ask(there -> there.queueDeclarePassive(name));
            return new Seen.Depth(ok.getMessageCount(), ok.getConsumerCount(), System.nanoTime());
        } catch (BrokerException e) {
            String why = e.problem().what();
            return switch (e.code()) {
                case BrokerFailure.NOT_FOUND -> why.contains(NODE_IS_DOWN) ? new Seen.Refused(QueueState.DOWN, why)
                        : new Seen.Missing();
                case BrokerFailure.ACCESS_REFUSED -> new Seen.Refused(QueueState.FORBIDDEN, why);
                case BrokerFailure.RESOURCE_LOCKED -> new Seen.Refused(QueueState.LOCKED, why);
                default -> throw e;
            };
        }
    }

    /// Whether there is such an exchange.
    ///
    /// @throws BrokerException if the broker does not say
    boolean exchange(String name) throws BrokerException {
        try {
            ask(there -> there.exchangeDeclarePassive(name));
            return true;
        } catch (BrokerException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private <T> T ask(BrokerConnection.ChannelQuestion<T> question) throws BrokerException {
        Channel open = channel;
        if (open == null || !open.isOpen()) {
            open = connection.channel();
            channel = open;
        }
        Channel asked = open;
        return connection.asked(() -> question.ask(asked));
    }
}
