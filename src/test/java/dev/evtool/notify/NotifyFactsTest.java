package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NotifyFactsTest {

    private static final Set<String> FIELDS = new NotifyVocabulary().fields().stream().map(Field::name)
            .collect(Collectors.toSet());

    static List<Arrival> recorded() {
        return RecordedMessages.all().toList();
    }

    private static Map<String, Object> facts(Event event) {
        return event.facts().rows().getFirst();
    }

    private static Event event(String type, String priority, String publisher, String payload) throws Exception {
        String message = "{\"event_type\": \"" + type + "\", \"priority\": \"" + priority + "\", \"publisher_id\": \""
                + publisher + "\", \"payload\": " + payload.replace('\'', '"')
                + ", \"timestamp\": \"2026-03-04 05:06:07\", \"_context_request_id\": \"req-0\"}";
        return new Passage().take(RecordedMessages.of(message.getBytes(StandardCharsets.UTF_8), null)).recorded();
    }

    private static void assertFacts(String wanted, Event event) {
        Map<String, Object> facts = facts(event);
        for (String pair : wanted.split(" \\| ", -1)) {
            String[] parts = pair.split("=", 2);
            assertEquals(parts[1], String.valueOf(facts.getOrDefault(parts[0], "")), parts[0] + " of " + facts);
        }
    }

    private static Event recorded(String type) throws Exception {
        for (Arrival arrival : recorded()) {
            Event event = new Passage().take(arrival).recorded();
            if (event.type().equals(type)) {
                return event;
            }
        }
        throw new AssertionError("no " + type);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void whatNovaSendsIsUnderstood(Arrival arrival) throws Exception {
        Event event = new Passage().take(arrival).recorded();
        Map<String, Object> facts = facts(event);
        assertTrue(FIELDS.containsAll(facts.keySet()), facts.toString());
        for (String always : List.of("event_type", "priority", "publisher", "service", "host", "message_id",
                "request_id",
                "topic", "exchange", "format", "project", "user")) {
            assertTrue(facts.get(always) instanceof String s && !s.isEmpty(), always + " of " + facts);
        }
        assertEquals(arrival.routingKey(), facts.get("topic") + "." + facts.get("priority"));
        assertEquals(arrival.routingKey().startsWith("versioned"), facts.get("format").equals("versioned"));
        if (facts.containsKey("uuid")) {
            assertEquals(event.subject(), facts.get("uuid"));
        }
    }

    @Test
    void everyFieldIsInTheDocumentation() throws Exception {
        String page = Files.readString(Path.of("docs/filters.md"));
        String table = page.substring(page.indexOf("## Fields of notifications"), page.indexOf("## Numbers"));
        for (Field field : new NotifyVocabulary().fields()) {
            String row = "| `" + field.name() + "` | " + field.kind().name().toLowerCase(Locale.ROOT) + " |";
            assertTrue(table.contains(row), row);
        }
        assertEquals(FIELDS.size(), table.lines().filter(line -> line.startsWith("| `")).count());
    }

    @Test
    void nova() throws Exception {
        assertFacts("old_state=building | state=active | old_task=spawning | task=spawning | name=vm-3b93"
                + " | uuid=3b937128-3273-4af7-9c4c-c59d859693e9 | payload_name=InstanceUpdatePayload | payload_version=2.0"
                + " | service=nova-compute | host=compute1", recorded("instance.update"));
        assertFacts(
                "old_state=building | state=active | old_task=spawning | task=spawning | name=vm-3b93 | service=compute"
                        + " | host=compute1 | format=legacy",
                recorded("compute.instance.update"));
        assertFacts("fault=FlavorDiskTooSmall: The created instance's disk would be too small. | state=error"
                + " | request_id=req-5b5b46b3-65ad-463c-bca1-32aab80a5424", recorded("instance.create.error"));
        assertFacts("fault=NoValidHost: No valid host was found. none left | state=error",
                recorded("compute.instance.create.error"));
        assertFacts("fault=AggregateNameExists: Aggregate versioned_exc_aggregate already exists."
                + " | uuid=dc009da5-4bc9-4fd3-ad00-4c2c56f44f81", recorded("attach_volume"));
        assertFacts("fault=RuntimeError: Sample exception for versioned notification test.",
                recorded("libvirt.connect.error"));
        assertFacts("uuid=1 | name=my-aggregate | host=1", recorded("aggregate.addhost.end"));
        assertEquals("enabled", facts(recorded("service.update")).get("state"));
        assertFacts("uuid=9b0a7d25-dec6-4d5a-b877-202b804b4b70 | host=compute1@lvm#LVM | state=available",
                recorded("volume.error.demo"));
    }

    @Test
    void otherServices() throws Exception {
        assertFacts("format=legacy | uuid=p1 | name=eth | state=ACTIVE | project=t1 | host=h.example",
                event("port.create.end", "INFO", "network.h.example",
                        "{'port': {'id': 'p1', 'name': 'eth', 'status': 'ACTIVE', 'tenant_id': 't1'}}"));
        assertFacts("uuid=p1", event("port.delete.end", "INFO", "network.h", "{'port_id': 'p1'}"));
        assertFacts("uuid=", event("port.create.start", "INFO", "network.h", "{'ports': [{'id': 'p1'}]}"));
        assertFacts("uuid=u1", event("identity.user.created", "INFO", "identity.h", "{'resource_info': 'u1'}"));
        Event login = event("identity.authenticate", "INFO", "identity.h", "{'typeURI': 'http://x/event', 'id': 'e1',"
                + " 'outcome': 'failure', 'initiator': {'id': 'i1', 'project_id': 'p9'}, 'target': {'id': 't1'},"
                + " 'reason': {'reasonType': 'Bad password', 'reasonCode': '401'}}");
        assertFacts("format=cadf | outcome=failure | uuid=t1 | user=i1 | project=p9 | fault=Bad password 401", login);
        assertEquals("t1", login.subject());
        assertFacts("format=legacy | fault=disk full | host=localhost",
                event("image.upload", "ERROR", "image.localhost", "'disk full'"));
        assertFacts(
                "format=versioned | payload_name=NodePayload | payload_version=1.15 | uuid=n1 | service=ironic-conductor"
                        + " | state=active | old_state=deploying | task=active",
                event("baremetal.node.provision_set.end", "INFO", "ironic-conductor.host.example",
                        "{'ironic_object.name': 'NodePayload', 'ironic_object.version': '1.15', 'ironic_object.data':"
                                + " {'uuid': 'n1', 'provision_state': 'active', 'previous_provision_state': 'deploying',"
                                + " 'target_provision_state': 'active'}}"));
    }

    @ParameterizedTest
    @CsvSource({"nova-compute:host.example,nova-compute,host.example", "volume.h1@lvm#LVM,volume,h1@lvm#LVM",
            "compute.fe80::1,compute,fe80::1", "alone,alone,''", "'','',''"})
    void publishersAreSplitAtTheFirstSeparator(String publisher, String service, String host) throws Exception {
        assertFacts("service=" + service + " | host=" + host, event("a", "INFO", publisher, "{}"));
    }

    @Test
    void strays() throws Exception {
        Passage passage = new Passage();
        Event call = passage.take(RecordedMessages.of("{\"method\": \"build\", \"args\": {}}".getBytes(
                StandardCharsets.UTF_8), null)).recorded();
        assertEquals("oslo.rpc.build", call.type());
        assertFacts("format=rpc | event_type=oslo.rpc.build | topic=notifications | exchange=nova", call);
        Event foreign = passage.take(RecordedMessages.of(new byte[] {'x'}, null)).recorded();
        assertFacts("format=foreign | event_type=amqp.message", foreign);
        assertTrue(passage.notices().getFirst().contains("1 bytes"), passage.notices().toString());
        assertNull(foreign.time());
    }
}
