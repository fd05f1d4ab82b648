package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Finding.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What the doctor finds in brokers that are well, quiet, or not as they should be.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotifyDoctorTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String REST = ", \"message_id\": \"0f7b4c1e-5a52-4b7e-9f1c-3a4c5d6e7f80\", "
            + "\"timestamp\": \"2026-03-04 05:06:07.000001\"}";
    private static final String VERSIONED = "{\"event_type\": \"instance.power_on.end\", \"publisher_id\": "
            + "\"nova-compute:h1\", \"priority\": \"INFO\", \"payload\": {\"nova_object.name\": \"NoSuchPayload\", "
            + "\"nova_object.version\": \"1.0\", \"nova_object.namespace\": \"nova\", \"nova_object.data\": "
            + "{\"block_devices\": null}}, \"_unique_id\": \"1\"" + REST;
    private static final String LEGACY = "{\"event_type\": \"compute.instance.exists\", \"publisher_id\": \"compute.h1\", "
            + "\"priority\": \"INFO\", \"payload\": {}, \"_context_auth_token\": \"gAAAA-secret\", \"_unique_id\": \"2\""
            + REST;

    private EmbeddedBroker broker;
    private final List<Finding> findings = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    void stop() throws IOException {
        broker.close();
    }

    /// Something that happens while the doctor listens.
    interface Happening {
        void run() throws Exception;
    }

    private boolean examine(String uri, Duration wait, Happening happening) throws Exception {
        findings.clear();
        TapSettings settings = TapUri.parse(uri, Connecting.DEFAULT, TapWish.USUAL);
        boolean well = new NotifyDoctor(settings, wait, finding -> {
            findings.add(finding);
            if (finding.step().equals("queues")) { // by now its queue collects
                run(happening);
            }
        }).run();
        assertEquals(NotifyDoctor.STEPS, findings.stream().map(Finding::step).distinct().toList());
        assertEquals(well, findings.stream().noneMatch(f -> f.verdict().isBad()));
        return well;
    }

    private static void run(Happening happening) {
        try {
            happening.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Finding only(String step) {
        List<Finding> all = findings.stream().filter(f -> f.step().equals(step)).toList();
        assertEquals(1, all.size(), findings::toString);
        return all.getFirst();
    }

    private void says(String step, Verdict verdict, String words) {
        assertEquals(verdict, only(step).verdict(), findings::toString);
        assertTrue((only(step).evidence() + " " + only(step).next()).contains(words), () -> only(step).toString());
    }

    private void publish(String exchange, String key, String message) throws Exception {
        broker.publish(exchange, key,
                new String(OsloEnvelope.around(message.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));
    }

    @Test
    void bothGenerationsEndItEarly() throws Exception {
        broker.exchange("both", false);
        int queues = broker.queues().size();
        assertTrue(examine(broker.uri() + "?exchange=both", Duration.ofMinutes(10), () -> {
            publish("both", "versioned_notifications.info", VERSIONED);
            broker.publish("both", "notifications.info", LEGACY);
        }), findings::toString);
        says("messages", Verdict.OK, "both: 2 messages");
        says("messages", Verdict.OK, "from compute.h1, nova-compute:h1");
        says("formats", Verdict.OK, "1 versioned, 1 unversioned");
        says("formats", Verdict.OK, "driver = messagingv2");
        says("instances", Verdict.OK, "notify_on_state_change");
        says("instances", Verdict.OK, "bdms_in_notifications");
        says("payloads", Verdict.OK, "1 unversioned, 1 unknown: NoSuchPayload 1.0 unknown (1)");
        says("secrets", Verdict.WARN, "oslo.messaging");
        assertFalse(findings.toString().contains("gAAAA"), findings::toString);
        assertEquals(queues, broker.queues().size(), "it left a queue behind");
    }

    @Test
    void aQuietBusIsNotProven() throws Exception {
        broker.exchange("quiet", false);
        assertFalse(examine(broker.uri() + "?exchange=quiet", SHORT, () -> {}));
        says("messages", Verdict.UNPROVEN, "driver = messagingv2");
        says("formats", Verdict.SKIPPED, "because of \"messages\"");
        assertEquals("evtool notify doctor " + broker.uri() + " --exchange quiet --wait 5m",
                only("messages").command());
    }

    @Test
    void otherTopicsAreNamedAndNotLookedInto() throws Exception {
        broker.exchange("elsewhere", false);
        assertFalse(examine(broker.uri() + "?exchange=elsewhere", SHORT,
                () -> publish("elsewhere", "site_notifications.info", LEGACY)));
        says("messages", Verdict.UNPROVEN, "site_notifications.info (1)");
        assertEquals("evtool notify doctor " + broker.uri() + " --exchange elsewhere --topic site_notifications",
                only("messages").command());
    }

    @Test
    void onlyUnversionedFromNovaIsASetting() throws Exception {
        broker.exchange("nova", false);
        assertTrue(examine(broker.uri(), SHORT, () -> publish("nova", "notifications.info", LEGACY)));
        says("formats", Verdict.WARN, "notification_format = versioned");
    }

    @Test
    void whatIsNoNotificationIsCounted() throws Exception {
        broker.exchange("bad", false);
        examine(broker.uri() + "?exchange=bad", SHORT, () -> {
            broker.publish("bad", "notifications.info", "no JSON");
            broker.publish("bad", "notifications.info", "{\"method\": \"m\", \"args\": {}}");
        });
        assertTrue(findings.toString().contains("2 messages no notification"), findings::toString);
        assertTrue(findings.toString().contains("a remote call (1)"), findings::toString);
    }

    @Test
    void theExchangesThatAreThereAreNamed() throws Exception {
        broker.exchange("cinder", false);
        assertFalse(examine(broker.uri() + "?exchange=glanze", SHORT, () -> {}));
        says("exchange", Verdict.FAIL, "there is no exchange glanze; there are");
        assertTrue(String.valueOf(only("exchange").command()).contains("cinder"), findings::toString);
        says("binding", Verdict.SKIPPED, "because of \"exchange\"");
    }

    @Test
    void aWrongPassword() throws Exception {
        assertFalse(examine("amqp://ops:wrong@127.0.0.1:" + broker.port(), SHORT, () -> {}));
        says("login", Verdict.FAIL, "refuses the login of ops");
        assertFalse(findings.toString().contains("wrong@"), findings::toString);
        says("vhost", Verdict.SKIPPED, "because of \"login\"");
    }

    @Test
    void aVirtualHostThatIsNotThere() throws Exception {
        assertFalse(examine(broker.uri() + "/nope", SHORT, () -> {}));
        says("vhost", Verdict.FAIL, "nope");
        says("login", Verdict.OK, "as guest");
    }

    @Test
    void aHostOfSeveralThatIsAway() throws Exception {
        broker.exchange("nova", false);
        examine("amqp://no-such-host.invalid,127.0.0.1:" + broker.port(), SHORT, () -> {});
        says("name", Verdict.WARN, "no-such-host.invalid cannot be resolved");
        says("port", Verdict.OK, "accepts connections");
    }

    @Test
    void plainWhereTlsWasMeant() throws Exception {
        assertFalse(examine("amqps://127.0.0.1:" + broker.port(), SHORT, () -> {}));
        says("tls", Verdict.FAIL, "does not speak TLS");
    }

    @Test
    void anInterruptTellsWhatWasFound() throws Exception {
        broker.exchange("nova", false);
        TapSettings settings = TapUri.parse(broker.uri(), Connecting.DEFAULT, TapWish.USUAL);
        Thread walker = Thread.currentThread();
        findings.clear();
        assertThrows(InterruptedException.class, () -> new NotifyDoctor(settings, LONG, finding -> {
            findings.add(finding);
            if (finding.step().equals("queues")) {
                walker.interrupt();
            }
        }).run());
        assertEquals("queues", findings.getLast().step());
    }
}
