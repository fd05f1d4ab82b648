package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an event says, and what only its container's labels say.
class DockerReadingTest {

    private static ContainerReading read(String json) {
        return ContainerReadings.of(Payload.json(json)).orElseThrow();
    }

    /// `a=1;b=2` as members of JSON.
    private static String members(String pairs) {
        return pairs.isEmpty() ? "" : List.of(pairs.split(";", -1)).stream()
                .map(p -> "\"" + p.replaceFirst("=.*", "") + "\":\"" + p.replaceFirst("[^=]*=", "") + "\"")
                .collect(Collectors.joining(","));
    }

    private static String text(Map<String, String> map) {
        return map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(";"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            die              | app=shop;exitCode=137;image=bb;name=web | exitCode=137;image=bb;name=web | app=shop | ''
            die              | exitCode=high;image=bb;name=web     | exitCode=high;image=bb;name=web | '' | exitCode
            start            | exitCode=7;execID=x;signal=9;image=bb | image=bb | execID=x;exitCode=7;signal=9 | ''
            kill             | signal=15;name=web                  | name=web;signal=15 | '' | ''
            kill             | signal=TERM;exitCode=1              | signal=TERM | exitCode=1 | signal
            exec_create: ls  | execID=99;pid=1                     | execID=99 | pid=1 | execID
            exec_die         | execID=EXEC;exitCode=4              | execID=EXEC;exitCode=4 | '' | ''
            rename           | oldName=/web;name=web2              | name=web2;oldName=/web | '' | ''
            rename           | oldName=web;name=web2               | name=web2;oldName=web | '' | oldName
            die              | execDuration=12;exitCode=0          | execDuration=12;exitCode=0 | '' | ''
            commit           | comment=;imageID=i;imageRef=r;x=1   | comment=;imageID=i;imageRef=r | x=1 | ''
            """)
    void attributesOfDockerAreNotItsLabels(String action, String given, String attributes, String labels,
            String doubtful) {
        String id = "ab".repeat(32);
        ContainerReading reading = read(DockerSamples.event(action, "c1", members(given.replace("EXEC", id))));
        assertEquals(attributes.replace("EXEC", id), text(reading.attributes()));
        assertEquals(labels, text(reading.labels()));
        assertEquals(doubtful, String.join(",", reading.doubtful()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            died   | containerExitCode=3;podId=;image=bb;name=web;app=x | exitCode=3;image=bb;name=web | app=x
            exec_died | containerExitCode=4;podId=;image=bb             | exitCode=4;image=bb | ''
            die    | containerExitCode=3;exitCode=3;podId=;image=bb     | exitCode=3;image=bb | ''
            start  | containerExitCode=0;podId=p1;image=bb;exitCode=9   | image=bb;podId=p1 | exitCode=9
            cleanup| containerExitCode=0;podId=;image=bb                | image=bb | ''
            died   | podId=;image=bb                                    | image=bb | ''
            """)
    void attributesOfPodmanAreNotItsLabelsNorItsNoise(String action, String given, String attributes, String labels) {
        ContainerReading reading = read(DockerSamples.event(action, "c1", members(given)));
        assertEquals(attributes, text(reading.attributes()));
        assertEquals(labels, text(reading.labels()));
        assertTrue(reading.doubtful().isEmpty());
    }

    @Test
    void ofAllButContainersAndImagesEverythingIsTheEngines() {
        ContainerReading reading = read("""
                {"Type":"network","Action":"connect","Actor":{"ID":"n1","Attributes":{"container":"c1","name":"host",
                "type":"host"}},"scope":"local","timeNano":1}""");
        assertEquals("container=c1;name=host;type=host", text(reading.attributes()));
        assertEquals(Map.of("scope", "local"), reading.rest());
        ContainerReading image = read("""
                {"Type":"image","Action":"tag","Actor":{"ID":"i","Attributes":{"name":"bb:3","maintainer":"me"}}}""");
        assertEquals("name=bb:3", text(image.attributes()));
        assertEquals("maintainer=me", text(image.labels()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exec_create: sh -c a: b (c) | exec-create | sh -c a: b (c) | ''
            exec_start: ls              | exec-start  | ls             | ''
            health_status: unhealthy    | health      | ''             | unhealthy
            exec_die                    | exec-die    | ''             | ''
            do: this                    | do:-this    | ''             | ''
            """)
    void whatFollowsAColonIsTextOfThreeActionsOnly(String action, String canonical, String command, String health) {
        ContainerReading reading = read(DockerSamples.event(action, "c1", ""));
        assertEquals(canonical, reading.action());
        assertEquals(action, reading.engineAction());
        assertEquals(command, reading.rest().getOrDefault("exec_command", ""));
        assertEquals(health, reading.rest().getOrDefault("health", ""));
    }

    @Test
    void podmanSaysHealthInAFieldOfItsOwn() {
        ContainerReading reading = read("""
                {"Type":"container","Action":"health_status","Actor":{"ID":"c","Attributes":{"podId":""}},
                "HealthStatus":"unhealthy"}""");
        assertEquals("unhealthy", reading.rest().get("health"));
    }

    @Test
    void theFactsOfARenameHaveNoSlash() {
        ContainerReading reading = read(DockerSamples.event("rename", "c1", "\"oldName\":\"/web\",\"name\":\"web2\""));
        Map<String, Object> row = ContainerFacts.of(reading, "docker", "");
        assertEquals("web", row.get("old_name"));
        assertEquals("web2", row.get("name"));
    }

    @Test
    void whatIsNoEventIsNone() {
        for (String json : List.of("{\"message\":\"no\"}", "{\"Type\":\"container\"}", "{\"status\":\"die\"", "[]", "",
                "{\"Type\":\"\",\"opt\":\"container die\",\"id\":\"c\"}")) {
            assertEquals(Optional.empty(), ContainerReadings.of(Payload.json(json)), json);
        }
        assertEquals("die", read("{\"status\":\"die\",\"id\":\"c\",\"from\":\"bb\"}").action());
    }

    @Test
    void whatNoEngineSendsIsReadAsAnyJsonWouldBe() {
        ContainerReading reading = read("""
                {"Actor":{"ID":"c0","Attributes":{"name":"old"}},"Type":"container","Action":"create",
                "Action":"die","scope":null,"from":["a"],"Actor":{"ID":7,"Attributes":{"exitCode":"x","exitCode":137,
                "a":null,"b":true,"c":1.50,"d":{"e":[1,"f",null]},"g":"\\u0041"}}}""");
        assertEquals("die", reading.action());
        assertEquals("7", reading.id());
        assertEquals("exitCode=137;image=[a]", text(reading.attributes()));
        assertEquals("a=;b=true;c=1.5;d={e=[1, f, null]};g=A", text(reading.labels()));
        assertTrue(reading.doubtful().isEmpty());
        assertEquals(Map.of(), reading.rest());
    }

    @ParameterizedTest
    @ValueSource(strings = {DockerSamples.DOCKER, DockerSamples.PODMAN_COMPAT, DockerSamples.PODMAN_NATIVE})
    void theReadingAndTheStreamAgreeOnEveryRecording(String name) throws Exception {
        for (Event event : DockerSamples.read(DockerSamples.bytes(name)).events()) {
            ContainerReading reading = ContainerReadings.of(event.payload()).orElseThrow();
            assertEquals(event.type(), reading.object() + "." + reading.action());
            assertEquals(event.subject() == null ? "" : event.subject(), reading.id());
            assertEquals(event.severity(), reading.severity());
            assertTrue(reading.doubtful().isEmpty());
            assertFalse(reading.told().containsKey("containerExitCode"));
        }
    }

    @Test
    void aLabelInPlaceOfAnExitCodeIsRememberedAndDoubted() throws Exception {
        DockerTaken taken = DockerSamples
                .read(DockerSamples.event("create", "c1", "\"exitCode\":\"99\",\"signal\":\"x\"")
                        + "\n" + DockerSamples.event("start", "c2", "\"name\":\"other\"") + "\n"
                        + DockerSamples.event("kill", "c1", "\"exitCode\":\"99\",\"signal\":\"15\"") + "\n"
                        + DockerSamples.event("die", "c1", "\"exitCode\":\"99\"") + "\n"
                        + DockerSamples.event("die", "c2", "\"exitCode\":\"99\"") + "\n");
        assertEquals(List.of("", "", "signal", "exitCode", ""), taken.events().stream()
                .map(e -> String.valueOf(e.extensions().getOrDefault("doubtful", ""))).toList());
        assertEquals("exitCode", taken.events().get(3).facts().rows().getFirst().get("doubtful"));
    }

    @Test
    void podmanDoesNotLetLabelsReplaceAnything() throws Exception {
        DockerTaken taken = DockerSamples.read(DockerSamples.event("create", "c1", "\"exitCode\":\"99\",\"podId\":\"\"")
                + "\n" + DockerSamples.event("die", "c1", "\"exitCode\":\"1\",\"podId\":\"\"") + "\n");
        assertTrue(taken.events().stream().noneMatch(e -> e.extensions().containsKey("doubtful")));
    }

    @Test
    void onlySoManyContainersAreRemembered() {
        LabelMemory memory = new LabelMemory(3);
        int exitCode = LabelMemory.bit("exitCode");
        for (int i = 0; i < 10; i++) {
            assertEquals("", memory.doubtful("c" + i, "start", exitCode));
        }
        assertEquals(3, memory.size());
        assertEquals("", memory.doubtful("c0", "die", exitCode));
        assertEquals("exitCode", memory.doubtful("c9", "die", exitCode));
        int all = LabelMemory.KEYS.stream().mapToInt(LabelMemory::bit).reduce(0, (a, b) -> a | b);
        memory.doubtful("c9", "create", all);
        assertEquals("execDuration,exitCode", memory.doubtful("c9", "die", all));
        assertEquals("execID,exitCode", memory.doubtful("c9", "exec-die", all));
        assertEquals(0, LabelMemory.bit("exitcode"));
    }
}
