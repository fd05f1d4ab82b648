package dev.evtool.notify;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a queue is bound to. AMQP tells nobody that an exchange was deleted, and the bindings with it, so they are made
/// anew now and then, which does nothing where they are there. Exchanges are never declared: that could silence their
/// service (`oslo-notifications.md`, 7.2).
final class Bindings {

    /// What has changed of an exchange.
    interface Listener {

        /// It is there, and bound.
        ///
        /// @param sure when it was last known that nothing was missed; `null` at the first time
        void bound(String exchange, @Nullable Instant sure) throws InterruptedException;

        /// There is no such exchange.
        ///
        /// @param was whether it was there before
        void missing(String exchange, boolean was) throws InterruptedException;
    }

    private enum State {
        UNKNOWN, BOUND, MISSING
    }

    private final TapWish wish;
    private final Listener listener;
    private final Map<String, State> states = new LinkedHashMap<>();
    /// When it was last known of an exchange that nothing was missed of it.
    private final Map<String, Instant> sure = new LinkedHashMap<>();
    /// Those that were away when the connection was back: what was missed of them has still to be told.
    private final Set<String> owed = new HashSet<>();

    private @Nullable Channel channel;

    Bindings(TapWish wish, Listener listener) {
        this.wish = wish;
        this.listener = listener;
        wish.exchanges().forEach(exchange -> states.put(exchange, State.UNKNOWN));
    }

    /// The connection is gone: nothing is known of any binding.
    void lost() {
        channel = null;
        states.replaceAll((exchange, state) -> State.UNKNOWN);
    }

    /// Binds what is there.
    ///
    /// @throws BrokerException if it is not allowed, or the connection broke
    void check(BrokerConnection connection, String queue) throws BrokerException, InterruptedException {
        for (String exchange : wish.exchanges()) {
            State before = states.getOrDefault(exchange, State.UNKNOWN);
            State now = bind(connection, queue, exchange);
            if (now != before && now == State.BOUND) {
                listener.bound(exchange, sure.get(exchange));
            } else if (now != before) {
                listener.missing(exchange, before == State.BOUND);
            }
            states.put(exchange, now);
            note(exchange, before, now);
        }
    }

    private void note(String exchange, State before, State now) {
        if (now == State.BOUND) {
            owed.remove(exchange);
        } else if (before == State.UNKNOWN && sure.containsKey(exchange)) {
            owed.add(exchange);
        }
        if (!owed.contains(exchange)) {
            sure.put(exchange, Instant.now());
        }
    }

    /// Since when something may have been missed of which [Listener#bound] has not been told yet; `null` if nothing.
    @Nullable
    Instant owedSince() {
        return owed.stream().map(sure::get).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }

    private State bind(BrokerConnection connection, String queue, String exchange) throws BrokerException {
        Channel open = open(connection);
        try {
            connection.asked(() -> open.exchangeDeclarePassive(exchange));
        } catch (BrokerException e) {
            if (e.isNotFound()) {
                return State.MISSING;
            }
            throw e;
        }
        connection.asked(() -> bound(open, queue, exchange));
        return State.BOUND;
    }

    /// One for all questions, until a refusal closes it.
    private Channel open(BrokerConnection connection) throws BrokerException {
        Channel known = channel;
        Channel open = known != null && known.isOpen() ? known : connection.channel();
        channel = open;
        return open;
    }

    private boolean bound(Channel channel, String queue, String exchange) throws IOException {
        for (String key : wish.bindingKeys()) {
            channel.queueBind(queue, exchange, key);
        }
        return true;
    }
}
