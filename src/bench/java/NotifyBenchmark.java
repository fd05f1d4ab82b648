import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast evtool takes a full queue - decoded, validated if asked for, written to a file, then acknowledged - against
/// RabbitMQ PerfTest's consumer, which looks at nothing. Both take the same messages from the same durable queue of a
/// broker on loopback, in turn, with the same prefetch and acknowledgements by hand; the queue is filled anew for each.
///
/// Run from the root of the project, with the client library and PerfTest (`com.rabbitmq:perf-test:2.22.1`) on CP:
/// `java -cp CP src/bench/java/NotifyBenchmark.java PORT MESSAGES.jsonl [COUNT] [ROUNDS] [EVTOOL OPTIONS...]`.
/// The file has a message a line, such as our recording of Nova, `src/test/resources/notify/v2.jsonl`.
final class NotifyBenchmark {

    private static final String QUEUE = "evtool-benchmark";
    private static final int PREFETCH = 500;
    private static final Pattern PERF = Pattern.compile("receiving rate avg: (\\d+) msg/s");
    private static final Pattern EVTOOL = Pattern.compile("(\\d+) events.* in ([0-9.]+) s");

    private NotifyBenchmark() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        List<byte[]> bodies = bodies(Path.of(args[1]));
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 200_000;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        List<String> options = args.length > 4 ? List.of(args).subList(4, args.length) : List.of();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        System.out.printf(Locale.ROOT, "%d messages of %d bytes on average, prefetch %d%n", count,
                bodies.stream().mapToInt(b -> b.length).sum() / bodies.size(), PREFETCH);
        for (int round = 0; round < rounds; round++) {
            fill(port, bodies, count);
            theirs.add(perfTest(port, count));
            fill(port, bodies, count);
            ours.add(evtool(port, count, options));
            System.out.printf(Locale.ROOT, "PerfTest %.0f/s, evtool %.0f/s: %.2f%n", theirs.getLast(), ours.getLast(),
                    ours.getLast() / theirs.getLast());
        }
        empty(port);
        System.out.printf(Locale.ROOT, "medians: PerfTest %.0f/s, evtool %.0f/s: %.2f%n", median(theirs), median(ours),
                median(ours) / median(theirs));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// The bodies without a JSON parser: the recordings have `"body": "…"` last.
    private static List<byte[]> bodies(Path file) throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int at = line.indexOf("\"body\": \"");
            if (at >= 0) {
                String text = line.substring(at + 9, line.lastIndexOf('"'));
                StringBuilder body = new StringBuilder(text.length());
                for (int i = 0; i < text.length(); i++) {
                    char c = text.charAt(i);
                    if (c == '\\') {
                        c = text.charAt(++i); // only \" and \\ stand in them
                    }
                    body.append(c);
                }
                bodies.add(body.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bodies;
    }

    private static void empty(int port) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(port);
        try (Connection connection = factory.newConnection(); Channel channel = connection.createChannel()) {
            channel.queueDelete(QUEUE);
        }
    }

    /// Each message with an id of its own: what comes twice is dropped, which would be too easy.
    private static void fill(int port, List<byte[]> bodies, int count) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(port);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().contentType("application/json")
                .contentEncoding("utf-8").headers(Map.of()).deliveryMode(1).priority(0).build();
        try (Connection connection = factory.newConnection(); Channel channel = connection.createChannel()) {
            channel.queueDeclare(QUEUE, true, false, false, null);
            channel.queuePurge(QUEUE);
            channel.confirmSelect();
            for (int i = 0; i < count; i++) {
                byte[] body = bodies.get(i % bodies.size()).clone();
                renumber(body, i);
                channel.basicPublish("", QUEUE, properties, body);
                if (i % 5000 == 4999) {
                    channel.waitForConfirmsOrDie(60_000);
                }
            }
            channel.waitForConfirmsOrDie(60_000);
        }
    }

    private static void renumber(byte[] body, int number) {
        String id = String.format(Locale.ROOT, "%08x", number);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(": ", text.indexOf("_unique_id"));
        int digits = text.indexOf('"', at) + 1;
        System.arraycopy(id.getBytes(StandardCharsets.US_ASCII), 0, body, digits, 8);
    }

    private static double perfTest(int port, int count) throws Exception {
        String said = run(List.of(System.getProperty("java.home") + "/bin/java", "-cp",
                System.getProperty("java.class.path"), "com.rabbitmq.perf.PerfTest", "--uri",
                "amqp://127.0.0.1:" + port, "--producers", "0", "--consumers", "1", "--queue", QUEUE, "--predeclared",
                "--qos", "" + PREFETCH, "--multi-ack-every", "" + PREFETCH / 2, "--cmessages", "" + count));
        return matched(PERF, said, 1);
    }

    private static double evtool(int port, int count, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of("target/evtool/bin/evtool", "notify", "watch",
                "amqp://127.0.0.1:" + port, "--durable-queue", QUEUE, "--prefetch", "" + PREFETCH, "-o", "ndjson",
                "--limit", "" + count));
        command.addAll(options);
        String said = run(command);
        return matched(EVTOOL, said, 1) / matched(EVTOOL, said, 2);
    }

    private static double matched(Pattern pattern, String said, int group) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("no figure in: " + said);
        }
        return Double.parseDouble(matcher.group(group));
    }

    private static String run(List<String> command) throws Exception {
        File output = File.createTempFile("evtool-benchmark", ".ndjson");
        File errors = File.createTempFile("evtool-benchmark", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectOutput(output).redirectError(errors).start();
            process.waitFor();
            boolean perf = command.contains("com.rabbitmq.perf.PerfTest");
            return Files.readString((perf ? output : errors).toPath());
        } finally {
            output.delete();
            errors.delete();
        }
    }
}
