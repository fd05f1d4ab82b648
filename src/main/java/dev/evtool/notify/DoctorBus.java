package dev.evtool.notify;

import com.rabbitmq.client.Channel;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The doctor's second part: a queue of our own, the exchanges, what binds them, and the queues of others.
final class DoctorBus {

    /// Exchanges of services, as they are named by default (`oslo-notifications.md`, 1).
    private static final List<String> USUAL = List.of("nova", "neutron", "keystone", "cinder", "glance", "heat",
            "octavia", "ironic", "openstack");
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final TapSettings settings;
    private final BrokerConnection connection;
    private final Diagnosis doctor;
    private final BrokerAdvice advice;
    private boolean queues;

    DoctorBus(TapSettings settings, BrokerConnection connection, Diagnosis doctor) {
        this.settings = settings;
        this.connection = connection;
        this.doctor = doctor;
        this.advice = new BrokerAdvice(settings.broker());
    }

    /// @return a queue that collects already; `null` if nothing can come into it
    /// @throws BrokerException if the connection broke
    @Nullable
    Tap look() throws BrokerException, InterruptedException {
        Tap tap = tap();
        if (tap == null) {
            return null;
        }
        boolean bound = bind(tap, exchanges());
        if (bound) {
            tap.consume(settings.wish().prefetch());
        }
        doctor.skipBefore("queues");
        queues();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return bound ? tap : null;
    }

    /// Whether there is one of the queues that services make before they first publish.
    boolean hasQueues() {
        return queues;
    }

    private @Nullable Tap tap() throws BrokerException {
        try {
            Tap tap = Tap.open(connection, new TapQueue.Own());
            doctor.ok("tap", "a queue of our own, which goes with the connection");
            return tap;
        } catch (BrokerException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            doctor.say("tap", Verdict.FAIL, e.problem().what(), advice.permissions(settings.wish().exchanges()));
            return null;
        }
    }

    private List<String> exchanges() throws BrokerException {
        QueueLook look = new QueueLook(connection);
        List<String> there = new ArrayList<>();
        for (String exchange : settings.wish().exchanges()) {
            if (look.exchange(exchange)) {
                there.add(exchange);
                doctor.ok("exchange", exchange + " is there");
            } else {
                missing(exchange, look);
            }
        }
        return there;
    }

    private void missing(String exchange, QueueLook look) throws BrokerException {
        List<String> others = new ArrayList<>();
        for (String usual : USUAL) {
            if (!settings.wish().exchanges().contains(usual) && look.exchange(usual)) {
                others.add(usual);
            }
        }
        String service = "its service makes it as soon as it connects: does it use this broker (transport_url), virtual host "
                + "and exchange (control_exchange)?";
        if (others.isEmpty()) {
            doctor.say("exchange", Verdict.FAIL,
                    "there is no exchange " + exchange + ", nor another of the usual names",
                    service + " Those there are: " + BrokerAdvice.typed("rabbitmqctl list_exchanges" + advice.vhost()));
        } else {
            doctor.say("exchange", Verdict.FAIL, "there is no exchange " + exchange + "; there are "
                    + String.join(", ", others),
                    service + " The others: "
                            + advice.again("--exchange " + String.join(",", others)));
        }
    }

    private boolean bind(Tap tap, List<String> exchanges) throws BrokerException {
        boolean bound = false;
        for (String exchange : exchanges) {
            List<String> keys = settings.wish().bindingKeys();
            try {
                bind(tap, exchange, keys);
                doctor.ok("binding", exchange + ": " + String.join(", ", keys));
                bound = true;
            } catch (BrokerException e) {
                if (!e.isRefusal()) {
                    throw e;
                }
                doctor.say("binding", Verdict.FAIL, e.problem().what(), advice.permissions(exchanges));
            }
        }
        return bound;
    }

    /// Binds also what any topic's notifications have as key, to tell of those on topics that nobody thought of. It leaves
    /// out what remote calls have, as `#` would not.
    private void bind(Tap tap, String exchange, List<String> keys) throws BrokerException {
        connection.askedApart(channel -> bound(channel, tap.queue(), exchange, keys));
        List<String> any = TapWish.PRIORITIES.stream().map(priority -> "*." + priority).toList();
        try {
            connection.askedApart(channel -> bound(channel, tap.queue(), exchange, any));
        } catch (BrokerException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            doctor.say("binding", Verdict.WARN, exchange + ": other topics may not be looked for", null);
        }
    }

    private static boolean bound(Channel channel, String queue, String exchange, List<String> keys)
            throws IOException {
        for (String key : keys) {
            channel.queueBind(queue, exchange, key);
        }
        return true;
    }

    private void queues() throws BrokerException {
        QueueSurvey survey = QueueSurvey.of(settings, List.of(), INTERVAL);
        List<QueueRow> rows = survey.run(connection);
        queues = !rows.isEmpty();
        QueueAdvice remedy = new QueueAdvice(settings.broker(), rows);
        List<QueueRow> unread = rows.stream().filter(row -> row.state() == QueueState.UNREAD).toList();
        List<QueueRow> filling = rows.stream().filter(row -> row.state() == QueueState.FILLING).toList();
        List<QueueRow> hidden = rows.stream().filter(row -> !row.state().isCounted()).toList();
        if (rows.isEmpty()) {
            doctor.say("queues", Verdict.WARN,
                    "none of " + survey.sought() + " is there: a service makes them before it "
                            + "first publishes, a listener when it starts",
                    null);
        }
        if (!unread.isEmpty()) {
            doctor.say("queues", Verdict.WARN, QueueAdvice.unreadText(unread),
                    "start the listener that they are for (Ceilometer, Watcher, ...); if there is none, have one format sent "
                            + "only ([notifications] notification_format), or bound them: "
                            + BrokerAdvice.typed(remedy.policy()));
        }
        if (!filling.isEmpty()) {
            doctor.say("queues", Verdict.WARN, QueueAdvice.few(filling) + ": " + QueueState.FILLING.meaning(),
                    "look at the log of the listener: " + advice.run("queues", "--interval 10s"));
        }
        hidden.forEach(row -> doctor.say("queues", Verdict.WARN, row.queue() + ": " + row.state().meaning() + ": "
                + row.why(), null));
        if (unread.isEmpty() && filling.isEmpty() && hidden.isEmpty() && !rows.isEmpty()) {
            doctor.ok("queues", rows.size() + " there, " + BrokerAdvice.count(
                    rows.stream().mapToLong(QueueRow::messages).sum(), "message") + " waiting, "
                    + BrokerAdvice.count(rows.stream().mapToLong(QueueRow::readers).sum(), "reader"));
        }
    }
}
