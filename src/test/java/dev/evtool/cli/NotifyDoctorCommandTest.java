package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evtool.notify.NotifyDoctor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What `evtool notify doctor` and `evtool notify queues` print where there is no broker, and their exit codes.
@Timeout(60)
class NotifyDoctorCommandTest {

    private static Schema schema() throws IOException {
        try (InputStream in = NotifyDoctor.class.getResourceAsStream("/dev/evtool/schema/notify-doctor.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in,
                    InputFormat.JSON);
        }
    }

    private static String deadBroker() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "amqp://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void jsonIsAsTheSchemaSays() throws IOException {
        String broker = deadBroker();
        Call call = Call.of("notify", "doctor", broker, "-o", "json");
        assertEquals(1, call.exit(), call.transcript());
        assertEquals(List.of(), schema().validate(call.out(), InputFormat.JSON), call.out());
        assertTrue(call.out().contains("{\"broker\":\"" + broker + "\",\"step\":\"port\",\"verdict\":\"fail\""),
                call.out());
        for (String step : NotifyDoctor.STEPS) {
            assertTrue(call.out().contains("\"step\":\"" + step + "\""), step);
        }
        assertFalse(schema().validate(call.out().replace("\"port\"", "\"nonsense\""), InputFormat.JSON).isEmpty());
    }

    @Test
    void severalBrokersEndWithASummary() throws IOException {
        String one = deadBroker();
        Call call = Call.of("notify", "doctor", one, "amqp://no-such-host.invalid");
        assertEquals(1, call.exit(), call.transcript());
        assertEquals(List.of("0 of 2 brokers: notifications can arrive", "  " + one + ": port",
                "  amqp://no-such-host.invalid:5672: name"),
                call.out().lines().skip(call.out().lines().count() - 3).toList());
    }

    @Test
    void thePageHasARowForEachStep() {
        String page = Call.of("help", "notify-doctor").out();
        for (String step : NotifyDoctor.STEPS) {
            assertTrue(page.contains("| `" + step + "` |"), step + " is missing in docs/notify-doctor.md");
        }
    }

    @Test
    void queuesOfADeadBrokerAreUnreachable() throws IOException {
        String one = deadBroker();
        Call call = Call.of("notify", "queues", one, "--interval", "0", "-o", "json");
        assertEquals(3, call.exit(), call.transcript());
        assertEquals("[\n]\n", call.out());
        assertTrue(call.err().startsWith("evtool: " + one + " refused the connection\n"), call.err());
    }

    @Test
    void anIntervalThatIsNone() {
        Call call = Call.of("notify", "queues", "amqp://localhost", "--interval", "soon");
        assertEquals(2, call.exit(), call.transcript());
        assertTrue(call.err().contains("--interval soon is not a duration"), call.err());
    }
}
