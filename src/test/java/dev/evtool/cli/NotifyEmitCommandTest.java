package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `evtool notify emit` as far as it goes without a broker.
class NotifyEmitCommandTest {

    private static final JsonMapper JSON = new JsonMapper();
    @TempDir
    Path folder;

    private static Call dry(String... words) {
        return with("", words);
    }

    private static Call with(String in, String... words) {
        return Call.with(in, Map.of("LANG", "C.UTF-8", "TERM", "dumb"), Stream.concat(
                Stream.of("notify", "emit", "--dry-run", "-o", "ndjson"), Stream.of(words)).toArray(String[]::new));
    }

    private static List<JsonNode> messages(Call call) {
        return call.out().lines().map(JSON::readTree).toList();
    }

    @Test
    void aMessageHasAllThatOsloGivesIt() {
        Call call = dry("--event-type", "service.update", "--set", "host=h1");
        assertEquals(0, call.exit(), call.err());
        assertTrue(call.out()
                .matches("(?s)\\{\"message_id\": \"[0-9a-f-]{36}\", \"publisher_id\": \"nova-compute:h1\", "
                        + "\"event_type\": \"service.update\", \"priority\": \"INFO\", \"payload\": \\{.*}, "
                        + "\"timestamp\": \"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\", \"_unique_id\": \"[0-9a-f]{32}\", "
                        + "\"_context_request_id\": \"req-[0-9a-f-]{36}\"}\n"),
                call.out());
    }

    @Test
    void everyMessageOfARunIsOneOfItsOwn() {
        List<JsonNode> messages = messages(dry("--event-type", "instance.*.start", "--count", "3"));
        for (String id : List.of("/message_id", "/_unique_id", "/payload/nova_object.data/uuid")) {
            assertEquals(messages.size(), messages.stream().map(m -> m.at(id).asString()).distinct().count());
        }
        assertEquals(0, messages.size() % 3);
    }

    @Test
    void errorsAreSentAsSuch() {
        assertEquals("ERROR", messages(dry("--event-type", "instance.create.error")).getFirst().path("priority")
                .asString());
        assertEquals("WARN", messages(dry("--event-type", "instance.create.error", "--priority", "warn")).getFirst()
                .path("priority").asString());
    }

    @Test
    void aRequestIdIsInContextAndPayload() {
        JsonNode message = messages(dry("--event-type", "instance.pause.end", "--request-id", "req-1")).getFirst();
        assertEquals("req-1", message.path("_context_request_id").asString());
        assertEquals("req-1", message.at("/payload/nova_object.data/request_id").asString());
    }

    @Test
    void legacyTakesAnyTypeAndPayload() {
        JsonNode message = messages(dry("--legacy", "--event-type", "compute.instance.create.end", "--payload",
                "{\"host\": \"h7\"}", "--set", "memory_mb=5", "--set", "state=active")).getFirst();
        assertEquals("compute.h7", message.path("publisher_id").asString());
        assertEquals("{\"host\":\"h7\",\"memory_mb\":5,\"state\":\"active\"}", message.path("payload").toString());
    }

    @Test
    void whatWasShownCanBeSentAgainWithNewIdsOrItsOwn() {
        Call first = dry("--event-type", "instance.pause.end", "--seed", "1");
        JsonNode again = messages(with(first.out(), "--from", "-", "--set", "locked=true")).getFirst();
        assertNotEquals(messages(first).getFirst().path("message_id"), again.path("message_id"));
        assertTrue(again.at("/payload/nova_object.data/locked").asBoolean());
        assertEquals(first.out(), with(first.out(), "--from", "-", "--keep-ids").out());
    }

    @Test
    void recordsOfEveryKindAreOpened() throws IOException {
        String message = dry("--event-type", "service.update").out().strip();
        String quoted = JSON.writeValueAsString(message);
        String envelope = "{\"oslo.version\": \"2.0\", \"oslo.message\": " + quoted + "}";
        Path file = Files.writeString(folder.resolve("bus.ndjson"), String.join("\n", message, envelope,
                "{\"exchange\": \"nova\", \"routing_key\": \"a.info\", \"properties\": {}, \"body\": "
                        + JSON.writeValueAsString(envelope) + "}",
                "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"a\", \"type\": \"service.update\", \"data\": "
                        + message + "}",
                JSON.readTree(message).path("payload").toString(), ""));
        Call call = dry("--from", file.toString(), "--event-type", "service.update", "--keep-ids");
        assertEquals("", call.err());
        assertEquals(5, messages(call).size());
        messages(call).forEach(m -> assertEquals(JSON.readTree(message).path("payload"), m.path("payload")));
    }

    @Test
    void whatIsNoNotificationCostsItsNeighboursNothing() {
        String message = dry("--event-type", "service.update").out();
        Call call = with(message + "{\"a\": \n{\"opt\": \"start\", \"id\": \"1\", \"timestamp\": \"x\"}\n" + message,
                "--from", "-");
        assertEquals(2, messages(call).size());
        assertTrue(call.err().contains("standard input:2:6:"), call.err());
        assertTrue(call.err().contains("standard input:3:1: no notification: it is a record of kind isulad"),
                call.err());
        assertEquals(5, call.exit());
    }

    @Test
    void whatBreaksItsContractIsNotSent() {
        String message = dry("--event-type", "service.update").out();
        String broken = message.replace("\"disabled\": false", "\"disabled\": 5");
        Call call = with(broken + message, "--from", "-");
        assertEquals(1, call.exit());
        assertEquals(1, messages(call).size());
        assertTrue(call.err().contains("standard input:1:1: error: ServiceStatusPayload 1.1 "
                + "/payload/nova_object.data/disabled: expected true or false, found 5 [type]"), call.err());
        assertEquals(2, messages(with(broken + message, "--from", "-", "--no-check")).size());
    }

    @Test
    void aMappingFillsPayloadsAndItsErrorsHaveAPlace() throws IOException {
        Path mapping = Files.writeString(folder.resolve("m.json"), """
                {"event_type": "libvirt.connect.error", "fields": {"ip": "host.address", "reason": {"fields": {
                  "exception": "error.type", "exception_message": {"path": "error.text", "default": ""},
                  "function_name": {"value": "f"}, "module_name": {"value": "m"}, "traceback": {"value": ""}}}}}
                """);
        Path source = Files.writeString(folder.resolve("s.ndjson"), """
                {"host": {"address": "10.0.0.1"}, "error": {"type": "E"}}
                {"host": {}, "error": {"type": "E"}}
                """);
        Call call = dry("--map", mapping.toString(), "--from", source.toString());
        assertEquals(5, call.exit());
        assertEquals("E", messages(call).getFirst()
                .at("/payload/nova_object.data/reason/nova_object.data/exception").asString());
        assertTrue(call.err().contains(source + ":2:1: LibvirtErrorPayload.ip: the record has no host.address"),
                call.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --count 3                                              | there is nothing to send
            --event-type service.updaet                            | the catalog has no event type service.updaet
            --event-type service.update --set hst=1                | "hst" is no field of ServiceStatusPayload 1.1
            --event-type service.update --set disabled             | --set disabled sets nothing
            --event-type service.update --payload-version 7.7      | the catalog has no version 7.7
            --event-type service.update --count 0                  | --count 0 would send nothing
            --event-type service.update --rate fast                | --rate fast is no rate
            --event-type service.update --priority loud            | "loud" is no priority
            --event-type service.update --payload {}               | --payload is for --legacy
            --event-type service.update --keep-ids                 | --keep-ids is for messages that have some
            --legacy --event-type a,b                              | --legacy wants one event type
            --legacy --event-type a --payload {                    | --payload is no JSON
            --from a --like b                                      | --like and --from contradict each other
            --map m                                                | there is nothing to send
            """)
    void whatMakesNoSenseIsTold(String words, String said) {
        Call call = dry(words.split(" ", -1));
        assertEquals(2, call.exit(), call.err());
        assertTrue(call.err().contains(said), call.err());
        assertFalse(call.err().contains("internal"), call.err());
    }

    @Test
    void oneBrokerIsNeeded() {
        Call call = Call.of("notify", "emit", "--event-type", "service.update");
        assertEquals(2, call.exit());
        assertTrue(call.err().contains("no broker is given"), call.err());
    }

    @Test
    void aMissingFileIsInputThatIsMissing() {
        assertEquals(5, dry("--from", folder.resolve("none").toString()).exit());
        assertEquals(5, dry("--map", folder.resolve("none").toString(), "--from", "-").exit());
    }
}
