package dev.evtool.notify;

import dev.evtool.Launched;
import dev.evtool.RealDaemon;
import dev.evtool.RealFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real RabbitMQ on loopback, with a port mapper of its own, so that nothing of it outlives the test.
public final class RealRabbit implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");

    private final RealFolder folder = new RealFolder("rabbit");
    private final int port = freePort();
    private final Map<String, String> environment;
    private final RealDaemon mapper;
    private RealDaemon server;

    private RealRabbit(String configuration) throws Exception {
        int mapperPort = freePort();
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("rabbitmq.conf"),
                "listeners.tcp.1 = 127.0.0.1:" + port + "\n" + configuration.formatted(folder.path()));
        Files.writeString(folder.resolve("enabled_plugins"), "[].");
        environment = Map.ofEntries(Map.entry("HOME", folder.in("home")),
                Map.entry("RABBITMQ_NODENAME", "evtool" + port + "@localhost"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.in("mnesia")),
                Map.entry("RABBITMQ_LOG_BASE", folder.in("log")),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.in("rabbitmq.conf")),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.in("enabled_plugins")),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(freePort())),
                Map.entry("ERL_EPMD_PORT", Integer.toString(mapperPort)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"));
        mapper = new RealDaemon(
                List.of("epmd", "-address", "127.0.0.1", "-port", Integer.toString(mapperPort)), Map.of(),
                folder.resolve("mapper.log"));
        server = launch();
    }

    public static RealRabbit start() throws Exception {
        return start("");
    }

    /// One that is configured.
    ///
    /// @param configuration further lines of `rabbitmq.conf`; `%1$s` stands for the broker's folder
    public static RealRabbit start(String configuration) throws Exception {
        RealRabbit rabbit = new RealRabbit(configuration);
        try {
            rabbit.await();
            return rabbit;
        } catch (Throwable e) {
            rabbit.close();
            throw e;
        }
    }

    private RealDaemon launch() throws IOException {
        return new RealDaemon(List.of(PROGRAMS.resolve("rabbitmq-server").toString()), environment,
                folder.resolve("server.log"));
    }

    private void await() throws Exception {
        server.await(() -> {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    /// Where evtool finds it, as guest.
    public String uri() {
        return "amqp://127.0.0.1:" + port;
    }

    /// Where oslo.messaging finds it.
    public String transport() {
        return "rabbit://guest:guest@127.0.0.1:" + port + "//";
    }

    /// A file in the broker's folder.
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /// Runs `rabbitmqctl` with these words; it takes about a second.
    ///
    /// @return what it printed
    public List<String> control(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add(PROGRAMS.resolve("rabbitmqctl").toString());
        command.add("--quiet");
        command.addAll(Arrays.asList(words));
        try (Launched run = Launched.start(command)) {
            if (run.exit() != 0) {
                throw new IOException(String.join(" ", words) + ": " + run.out() + run.err());
            }
            return List.copyOf(run.out());
        }
    }

    /// How many messages wait in each queue, by its name.
    public Map<String, Integer> depths() throws Exception {
        return control("list_queues", "--no-table-headers", "name", "messages").stream()
                .map(line -> line.split("\t", -1))
                .collect(java.util.stream.Collectors.toMap(row -> row[0], row -> Integer.valueOf(row[1])));
    }

    /// Ends it in good order; what is durable is still there when it is started again.
    public void stop() throws Exception {
        control("shutdown");
        server.end();
    }

    /// Starts it again at the same port.
    public void restart() throws Exception {
        server = launch();
        await();
    }

    /// One of our scripts that use Nova and oslo.messaging, with these words.
    public static List<String> python(String script, Object... words) {
        return Stream.concat(Stream.of("/usr/bin/python3", "src/test/python/" + script),
                Arrays.stream(words).map(Object::toString)).toList();
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            mapper.end();
        }
    }
}
