package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;

/// Apache Qpid within the test, on loopback: it remembers nothing over a crash, and knows no permissions.
final class EmbeddedBroker implements AutoCloseable {

    /// A port without TLS, for guest.
    private static final String PLAIN = """
            "authenticationproviders": [{"name": "users", "type": "Plain", "secureOnlyMechanisms": [],
              "users": [{"name": "guest", "type": "managed", "password": "guest"},
                        {"name": "ops", "type": "managed", "password": "p@ss/w:rd"}]}],
            "ports": [{"name": "amqp", "port": %PORT%, "bindingAddress": "127.0.0.1", "protocols": ["AMQP_0_9_1"],
              "authenticationProvider": "users", %ALIASES%}],
            """;
    /// A port with TLS, for who shows a certificate or knows a password.
    private static final String TLS = """
            "keystores": [{"name": "key", "type": "NonJavaKeyStore", "privateKeyUrl": "%KEY%", "certificateUrl": "%CERT%"}],
            "truststores": [{"name": "trust", "type": "NonJavaTrustStore", "certificatesUrl": "%CA%"}],
            "authenticationproviders": [{"name": "certificates", "type": "External"}],
            "ports": [{"name": "amqp", "port": %PORT%, "bindingAddress": "127.0.0.1", "protocols": ["AMQP_0_9_1"],
              "transports": ["SSL"], "keyStore": "key", "trustStores": ["trust"], "needClientAuth": true,
              "authenticationProvider": "certificates", %ALIASES%}],
            """;
    private static final String ALIASES = """
            "virtualhostaliases": [{"name": "name", "type": "nameAlias"}, {"name": "default", "type": "defaultAlias"}]
            """;
    private static final String BROKER = """
            {"name": "evtool", "modelVersion": "9.1", %PORTS%
             "virtualhostnodes": [{"name": "test", "type": "Memory", "defaultVirtualHostNode": "true",
              "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\", \\"name\\": \\"test\\"}"}]}
            """;

    private final Path folder;
    private final String ports;
    private final AtomicReference<SystemConfig<?>> system = new AtomicReference<>();
    private SystemLauncher launcher;
    private int port;

    private EmbeddedBroker(String ports) throws Exception {
        this.folder = Files.createTempDirectory("evtool-broker");
        this.ports = ports;
        restart();
    }

    static EmbeddedBroker start() throws Exception {
        return new EmbeddedBroker(PLAIN);
    }

    /// One that speaks TLS only, and lets in who shows a certificate of the authority.
    static EmbeddedBroker withTls(Path key, Path cert, Path ca) throws Exception {
        return new EmbeddedBroker(
                TLS.replace("%KEY%", key.toString()).replace("%CERT%", cert.toString()).replace("%CA%",
                        ca.toString()));
    }

    /// Starts it, or starts it again at the same port.
    void restart() throws Exception {
        Path configuration = Files.writeString(folder.resolve("broker.json"), BROKER.replace("%PORTS%", ports)
                .replace("%ALIASES%", ALIASES).replace("%PORT%", Integer.toString(port)));
        launcher = new SystemLauncher(new DefaultSystemLauncherListener() {
            @Override
            public void onContainerResolve(SystemConfig<?> resolved) {
                system.set(resolved);
            }
        });
        launcher.startup(Map.of("type", "Memory", "initialConfigurationLocation", configuration.toUri().toString(),
                "startupLoggedToSystemOut", false, "preferenceStoreAttributes", "{\"type\": \"Noop\"}", "context",
                Map.of("qpid.work_dir", folder.resolve("work").toString(), "port.amqp.threadPool.size", "4",
                        "virtualhost.connectionThreadPool.size", "4",
                        "virtualhost.connectionThreadPool.numberOfSelectors",
                        "1")));
        port = system.get().getContainer().getChildren(Port.class).iterator().next().getBoundPort();
    }

    /// As a crash: nobody is told good-bye, and nothing is remembered.
    void crash() {
        launcher.shutdown();
    }

    int port() {
        return port;
    }

    /// Where evtool finds it, as guest.
    String uri() {
        return "amqp://127.0.0.1:" + port;
    }

    /// The queues that it has.
    List<Queue<?>> queues() {
        List<Queue<?>> queues = new ArrayList<>();
        for (VirtualHostNode<?> node : system.get().getContainer().getChildren(VirtualHostNode.class)) {
            if (node.getVirtualHost() != null) {
                node.getVirtualHost().getChildren(Queue.class).forEach(queues::add);
            }
        }
        return queues;
    }

    /// How many consumers its queues have.
    int consumers() {
        return queues().stream().mapToInt(queue -> queue.getConsumers().size()).sum();
    }

    /// Somebody who asks it for something.
    interface Deed<T> {
        T on(Channel channel) throws IOException;
    }

    /// Does something there as guest, on a connection for this alone.
    <T> T ask(Deed<T> deed) throws Exception {
        try (Connection connection = connect(); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            T answer = deed.on(channel);
            if (channel.isOpen()) {
                channel.waitForConfirmsOrDie(20_000);
            }
            return answer;
        }
    }

    /// Another client, as guest.
    Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection("the test");
    }

    /// Makes the topic exchange, as a service does.
    void exchange(String name, boolean durable) throws Exception {
        ask(channel -> channel.exchangeDeclare(name, "topic", durable));
    }

    void publish(String exchange, String key, String body) throws Exception {
        publish(exchange, key, MessageProperties.PERSISTENT_BASIC, body.getBytes(StandardCharsets.UTF_8));
    }

    void publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body) throws Exception {
        ask(channel -> {
            channel.basicPublish(exchange, key, properties, body);
            return key;
        });
    }

    /// A notification in an envelope; its `_unique_id` is made of the number.
    static String notification(int number) {
        String message = String.format(Locale.ROOT,
                "{\"message_id\": \"m%1$d\", \"publisher_id\": \"nova-compute:h1\", "
                        + "\"timestamp\": \"2026-03-04 05:06:07.000001\", \"priority\": \"INFO\", "
                        + "\"event_type\": \"service.update\", \"payload\": {\"number\": %1$d}, \"_unique_id\": \"%1$032x\"}",
                number);
        return "{\"oslo.version\": \"2.0\", \"oslo.message\": \"" + message.replace("\"", "\\\"") + "\"}";
    }

    @Override
    public void close() throws IOException {
        crash();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
