package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `evtool validate` as its users call it.
class ValidateCommandTest {

    private static final String IP = "{\"nova_object.name\":\"IpPayload\",\"nova_object.namespace\":\"nova\","
            + "\"nova_object.version\":\"1.0\",\"nova_object.data\":{\"label\":\"net\",\"mac\":\"fa:16:3e:4c:2c:30\","
            + "\"meta\":{},\"port_uuid\":null,\"version\":4,\"address\":\"192.168.1.3\",\"device_name\":\"tap\"}}";

    @TempDir
    Path folder;

    private static Call validate(String in, String... args) {
        String[] words = Stream.concat(Stream.of("validate"), Arrays.stream(args)).toArray(String[]::new);
        return Call.with(in, Map.of("LANG", "C.UTF-8", "TERM", "dumb"), words);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /// What the verdict is of a payload with one thing changed, and where it is told.
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"net|net|valid|-|0", "\"1.0\"|\"1.0.3\"|valid|-|0",
            "\"1.0\"|\"1.7\"|newer-minor|-|0", "\"1.0\"|\"2.0\"|incompatible|[major]|1",
            "\"1.0\"|\"1\"|invalid|[version]|1", "\"1.0\"|\"abc\"|invalid|[version]|1",
            "\"1.0\"|\"1.2.3.4\"|invalid|[version]|1", "\"1.0\"|1.0|invalid|as a number 1.10 would be 1.1|1",
            "\"1.0\"|\"1.10\"|newer-minor|-|0", "IpPayload|IpPayloads|unknown|did you mean \"IpPayload\"?|0",
            "\"label\"|\"lable\"|invalid|did you mean \"label\"?|1", "\"version\":4|\"version\":null|invalid|[null]|1",
            "\"version\":4|\"version\":\"4\"|invalid|[type]|1",
            "\"version\":4|\"version\":92233720368547758080|invalid|[range]|1",
            "\"version\":4|\"version\":NaN|invalid|[json]|1",
            "\"version\":4|\"version\":4,\"version\":4|invalid|[duplicate]|1",
            "192.168.1.3|192.168.1.300|invalid|[format]|1", "\"nova\"|\"cinder\"|invalid|[namespace]|1"})
    void verdictsOfOnePayload(String from, String to, String verdict, String told, int exit) {
        Call call = validate(IP.replace(from, to) + '\n', "-");
        assertTrue(call.out().contains("1 record in 1 input: 1 " + verdict), call::transcript);
        assertTrue(told == null || call.out().contains(told), call::transcript);
        assertEquals(exit, call.exit(), call::transcript);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--strict|\"1.0\"|\"1.7\"|1", "--strict|IpPayload|IpPayloads|1",
            "--strict|\"meta\":{},|''|1", "-q|\"meta\":{},|''|0", "--strict|net|net|0"})
    void strictnessFailsWhatIsOnlySuspicious(String option, String from, String to, int exit) {
        Call call = validate(IP.replace(from, to), option, "-");
        assertEquals(exit, call.exit(), call::transcript);
    }

    @Test
    void aPayloadWithoutAVersionFailsOnlyWhereOneIsRequired() {
        String legacy = "{\"message_id\":\"0b6f7a2e-9b5e-4f6e-8f0a-2d1c3b4a5968\",\"publisher_id\":\"compute.h1\","
                + "\"event_type\":\"compute.instance.update\",\"priority\":\"INFO\",\"payload\":{\"state\":\"active\"},"
                + "\"timestamp\":\"2026-03-04 05:06:07.123456\"}";
        assertEquals(0, validate(legacy, "-", "--strict").exit());
        Call call = validate(legacy, "-", "--require-versioned");
        assertEquals(1, call.exit());
        assertTrue(call.out().contains("unversioned"), call::transcript);
    }

    @Test
    void whatIsPackedInEachOtherIsOpenedAndPlacesAreRight() {
        String message = "{\"message_id\":\"0b6f7a2e-9b5e-4f6e-8f0a-2d1c3b4a5968\",\"publisher_id\":\"c:h1\","
                + "\"event_type\":\"x.y\",\"priority\":\"INFO\",\"payload\":" + IP.replace("192", "\\u0031x2")
                + ",\"timestamp\":\"2026-03-04 05:06:07.123456\"}";
        String envelope = "{\"oslo.version\":\"2.0\",\"oslo.message\":" + quoted(message) + "}";
        String dump = "{\"exchange\":\"nova\",\"routing_key\":\"v.info\",\"properties\":{},\"body\":" + quoted(envelope)
                + "}";
        Call call = validate("\n" + dump, "-");
        String pointer = "/body/oslo.message/payload/nova_object.data/address";
        int column = dump.indexOf("x2.168") - "\"\\\\\\\\\\\\\\\\u0031".length() + 1;
        assertTrue(call.out().contains(pointer), call::transcript);
        String place = call.out().replaceFirst("(?s)standard input:(\\d+:\\d+):.*", "$1");
        int told = Integer.parseInt(place.substring(place.indexOf(':') + 1));
        assertEquals("2", place.substring(0, place.indexOf(':')), call::transcript);
        assertTrue(Math.abs(told - column) <= 12 && dump.startsWith("\\", told - 1), place + " is not " + column);

        String packed = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
        assertTrue(validate(dump.replaceFirst("\"body\":.*", "\"body_base64\":\"" + packed + "\"}"), "-").out()
                .contains("/body_base64/payload/nova_object.data/address"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Test
    void aFolderWithBrokenFilesIsJudgedToTheEnd() throws IOException {
        file("a.json", IP);
        file("b.json", "");
        file("c.json", IP.replace("net", "n\u0001"));
        file("d.ndjson", IP + "\r\n" + IP.replace("label", "lable") + "\r\n\r\n" + IP);
        file("e.json", "\ufeff[" + IP + ",\n " + IP + "]");
        Call call = validate("", folder.toString());
        assertEquals(5, call.exit(), call::transcript);
        assertTrue(call.out().contains("b.json is empty"), call::transcript);
        assertTrue(call.out().contains("c.json:1:"), call::transcript);
        assertTrue(call.out().contains("d.ndjson:2:"), call::transcript);
        assertTrue(call.out().contains("7 records in 5 inputs: 5 valid, 2 invalid"), call::transcript);
    }

    @Test
    void onlyWhatDoesNotFailGoesOn() {
        String bad = IP.replace("label", "lable");
        String pretty = IP.replace(",", ",\r\n ");
        Call call = validate(IP + '\n' + bad + '\n' + IP + '\n', "-", "--pass-valid");
        assertEquals(IP + '\n' + IP + '\n', call.out());
        assertTrue(call.err().contains("did you mean"), call::transcript);
        assertEquals(1, call.exit());
        assertEquals(IP.replace(",", ", ") + '\n', validate(pretty, "-", "--pass-valid").out());
    }

    @Test
    void itEndsWhenEnoughFailed() {
        String bad = IP.replace("label", "lable") + '\n';
        Call call = validate(bad.repeat(100), "-", "--max-errors", "3");
        assertTrue(call.out().contains("3 records"), call::transcript);
        assertEquals(1, call.exit());
    }

    @Test
    void everyFormIsWrittenAtOnce() throws IOException {
        String input = file("a.ndjson", IP + '\n' + IP.replace("label", "lable"));
        List<String> forms = List.of("text", "json", "junit", "sarif", "github");
        String[] words = Stream.concat(Stream.of(input, "--report", "text"),
                forms.stream().flatMap(f -> Stream.of("--report", f + "=" + folder.resolve(f)))).toArray(String[]::new);
        Call call = validate("", words);
        assertEquals(1, call.exit(), call::transcript);
        for (String form : forms) {
            assertTrue(Files.readString(folder.resolve(form)).contains("lable"), form);
        }
        assertTrue(call.out().contains("lable"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"- --report xml|--report xml is no form of report",
            "- --report json --report text|only one thing can go to stdout", "- --max-errors 0|--max-errors 0",
            "- --as novel|--as novel is no kind of record", "x --limit 3|--limit is for live sources",
            "- --pass-valid --report json|only one thing can go to stdout",
            "carrier://x|no source of evtool has the scheme carrier://"})
    void wrongWordsAreTold(String words, String told) {
        Call call = validate("", words.split(" ", -1));
        assertTrue(call.err().contains(told), call::transcript);
        assertEquals(2, call.exit());
    }

    @Test
    void aReportThatCannotBeWrittenAndAFileThatIsNotThere() {
        assertEquals(5, validate("", folder.resolve("none.json").toString()).exit());
        Call call = validate("", "-", "--report", "json=" + folder.resolve("no/such/file"));
        assertEquals(2, call.exit());
        assertTrue(call.err().contains("cannot write the report") && call.err().contains("no such folder"),
                call::transcript);
    }

    @Test
    void noReportIsWrittenOverAnInputOrAnotherReport() throws IOException {
        String input = file("a.json", IP);
        for (String word : List.of(input, folder.toString())) {
            Call call = validate("", word, "--report", "json=" + input);
            assertEquals(2, call.exit(), call::transcript);
            assertEquals(IP, Files.readString(Path.of(input)));
        }
        String report = folder.resolve("r").toString();
        assertEquals(2, validate("", input, "--report", "json=" + report, "--report", "junit=" + report).exit());
    }

    @Test
    void theDriftSaysWhichVersionsAreAbout() {
        String events = IntStream.range(0, 6).mapToObj(i -> IP.replace("\"1.0\"", i % 3 == 0 ? "\"1.7\"" : "\"1.0\""))
                .reduce("", (a, b) -> a + b + '\n');
        Call call = validate(events, "-", "--summary");
        assertTrue(call.out().matches("(?s).*IpPayload +1.0 .* 4 +4 valid\n.*IpPayload +1.7 .* 2 +2 newer-minor\n.*"),
                call::transcript);
    }

    @Test
    void liveSourcesAreJudged() {
        Call call = validate("", "demo:ptp", "--limit", "3");
        assertTrue(call.out().contains("3 records in 1 input: 3 valid"), call::transcript);
        assertEquals(0, call.exit(), call::transcript);
    }

    @Test
    void aStreamCarriesItsVerdicts() throws IOException {
        String good = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"ptp://n1:9043/sync/ptp-status/lock-state\","
                + "\"type\":\"event.sync.ptp-status.ptp-state-change\",\"time\":\"2026-03-04T05:06:07Z\","
                + "\"received\":\"2026-03-04T05:06:07Z\",\"datacontenttype\":\"application/json\",\"data\":{\"version\":"
                + "\"1.0\",\"values\":[{\"ResourceAddress\":\"/cluster/node/n1/ens1f0/master\",\"data_type\":"
                + "\"notification\",\"value_type\":\"enumeration\",\"value\":\"LOCKED\"}]}}";
        String capture = file("c.ndjson", good + '\n' + good.replace("LOCKED", "LOKED") + '\n');
        Call text = Call.of("tail", capture, "--validate");
        assertTrue(text.out().lines().toList().getLast().contains("[invalid /data/values/0/value: "), text::transcript);
        assertEquals(0, text.exit());
        assertEquals(1, Call.of("tail", capture, "--fail-on-invalid").exit());
        Call wrong = Call.of("tail", capture, "--validate", "-f", "verdict == \"invalid\"", "-o", "ndjson");
        assertEquals(1, wrong.out().lines().count(), wrong::transcript);
        assertTrue(wrong.out().contains("\"verdict\":\"invalid\",\"violations\":\"/data/values/0/value: "),
                wrong::transcript);
    }
}
