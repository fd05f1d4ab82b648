package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import dev.evtool.stream.Problem;
import dev.evtool.stream.TlsFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Why a broker did not do what it was asked for, in words that lead to the remedy.
final class BrokerFailure {

    static final int NOT_FOUND = 404;
    static final int ACCESS_REFUSED = 403;
    static final int RESOURCE_LOCKED = 405;
    static final int PRECONDITION_FAILED = 406;
    static final int NOT_ALLOWED = 530;
    private static final int FORCED = 320;

    private BrokerFailure() {}

    /// @param e what the client library threw
    static BrokerException of(Exception e, BrokerSettings broker) {
        ShutdownSignalException signal = find(e, ShutdownSignalException.class);
        Method method = signal == null ? null : signal.getReason();
        if (find(e, AuthenticationFailureException.class) != null
                || find(e, PossibleAuthenticationFailureException.class) != null) {
            return new BrokerException(login(broker), ACCESS_REFUSED, e);
        }
        return switch (method) {
            case AMQP.Connection.Close close -> new BrokerException(closed(close, broker), close.getReplyCode(), e);
            case AMQP.Channel.Close close -> new BrokerException(refused(close, broker), close.getReplyCode(), e);
            case null, default -> new BrokerException(connection(e, broker), 0, e);
        };
    }

    private static Problem login(BrokerSettings broker) {
        return switch (broker.login()) {
            case BrokerLogin.Password login -> new Problem(
                    broker.name() + " refuses the login of " + login.user(),
                    login.user().equals("guest")
                            ? "another password, or guest may log in from the broker's own machine only"
                            : "no such user, or another password than that of " + login.password().reference(),
                    "rabbitmqctl authenticate_user " + login.user() + " PASSWORD");
            case BrokerLogin.Certificate login -> new Problem(
                    broker.name() + " refuses the login by certificate",
                    "no user is named as the certificate's common name, or the plugin for EXTERNAL is off",
                    "rabbitmq-plugins enable rabbitmq_auth_mechanism_ssl");
        };
    }

    private static Problem closed(AMQP.Connection.Close close, BrokerSettings broker) {
        String text = close.getReplyText();
        if (close.getReplyCode() == NOT_ALLOWED || close.getReplyCode() == NOT_FOUND) {
            return text.contains("not found") || close.getReplyCode() == NOT_FOUND
                    ? new Problem(broker.name() + " has no virtual host \"" + broker.vhost() + "\"", null,
                            "rabbitmqctl list_vhosts; the path of the address names it, / where it is left out")
                    : new Problem(broker.name() + ": this user may not use the virtual host \"" + broker.vhost() + "\"",
                            told(text), "rabbitmqctl set_permissions -p '" + broker.vhost() + "' USER '.*' '.*' '.*'");
        }
        return close.getReplyCode() == FORCED && text.contains("shutdown")
                ? new Problem(broker.name() + " is shutting down", told(text), null)
                : new Problem(broker.name() + " closed the connection: " + told(text), null, null);
    }

    private static Problem refused(AMQP.Channel.Close close, BrokerSettings broker) {
        String what = broker.name() + ": " + told(close.getReplyText());
        return switch (close.getReplyCode()) {
            case NOT_FOUND -> new Problem(what, "it was not made yet, was deleted, or is in another virtual host",
                    "rabbitmqctl list_queues -p '" + broker.vhost() + "'; list_exchanges shows exchanges");
            case ACCESS_REFUSED -> new Problem(what, "the user lacks a permission in this virtual host",
                    "evtool needs configure and write on its own queue (amq.gen-..., or the name given), and read on that "
                            + "and on the exchange");
            case RESOURCE_LOCKED -> new Problem(what, "it is the exclusive queue of another connection",
                    "choose another name");
            case PRECONDITION_FAILED -> new Problem(what, "it is there with other flags or arguments", null);
            default -> new Problem(what, null, null);
        };
    }

    /// Without the word for the code, and without the broker's guesses at the reason.
    private static String told(String text) {
        return brief(text.replaceFirst("^[A-Z_]+ - ", "").replaceFirst("\\. .*", ""));
    }

    private static Problem connection(Exception e, BrokerSettings broker) {
        BrokerHost host = broker.hosts().getFirst();
        if (find(e, UnknownHostException.class) != null) {
            return new Problem(broker.name() + ": the host name is not known", "a typing error, or no DNS here", null);
        }
        IOException io = find(e, IOException.class);
        if (broker.tls() && io != null && TlsFailure.isPlain(io)) {
            return new Problem(broker.name() + " does not speak TLS", "it speaks plain AMQP on this port",
                    "use amqp://, or the port that has TLS, usually 5671");
        }
        if (broker.tls() && io != null && TlsFailure.isLikely(io)) {
            return TlsFailure.explain(io, new TlsFailure.Server(broker.name(), host.host(), host.port(),
                    broker.connecting().security().tls()));
        }
        if (find(e, ConnectException.class) != null) {
            return new Problem(broker.name() + " refused the connection",
                    "no broker listens there" + (broker.hosts().size() > 1 ? ", on none of the hosts" : ""),
                    "systemctl status rabbitmq-server; the port is 5672, with TLS 5671");
        }
        if (find(e, ChannelContinuationTimeoutException.class) != null
                || find(e, MissedHeartbeatException.class) != null) {
            return new Problem(broker.name() + " has fallen silent", "the network is cut, or the broker overloaded",
                    null);
        }
        if (find(e, SocketTimeoutException.class) != null || find(e, TimeoutException.class) != null) {
            return new Problem(broker.name() + " does not answer",
                    "a firewall, or it speaks no AMQP 0-9-1 or only TLS on this port",
                    broker.tls() ? "amqp:// is without TLS" : "amqps:// is with TLS");
        }
        return new Problem(broker.name() + ": the connection broke" + detail(e), null, null);
    }

    /// An end of file has no words of its own.
    private static String detail(Exception e) {
        return find(e, EOFException.class) != null ? " without a word" : ": " + brief(message(e));
    }

    private static String message(Exception e) {
        Throwable last = e;
        while (last.getCause() != null && last.getMessage() == null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> kind) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (kind.isInstance(t)) {
                return kind.cast(t);
            }
        }
        return null;
    }
}
