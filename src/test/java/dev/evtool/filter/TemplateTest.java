package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {"{{node}} is {{state}} ~ worker-7 is LOCKED",
            "{{ offset }}|{{offset / 8}}|{{offset * 1000000}} ~ -12|-1.5|-12000000", "{{ql}}{{data.nothing}} ~ --",
            "{{1 / 0}}{{data.none}}{{offset > state}} ~ ---", "{{running}} {{!running}} ~ true false",
            "{{time}} {{received}} ~ 2026-11-21T22:45:31.436361714Z 2026-11-21T22:45:32.936361714Z",
            "{{received - time}} {{time - received}} {{duration(\"90s\")}} {{duration(\"-1ns\")}} {{duration(\"0s\")}} ~ 1.5s -1.5s 90s -0.000000001s 0s",
            "{{data.values[2]}} ~ {\"ResourceAddress\":\"/c\",\"value\":\"-12\",\"extra\":{\"deep\":[{\"x\":1}]}}",
            "{{data.list}} ~ [1,2.5,\"x\",null]", "{{data.values.map(v, v.value)}} ~ [\"LOCKED\",\"HOLDOVER\",\"-12\"]",
            "{{{\"a\": {\"b\": offset}}}} ~ {\"a\":{\"b\":-12}}",
            "{{{1: true, \"t\": time - time}}} ~ {\"1\":true,\"t\":\"0s\"}",
            "{{\"}}\"}} {{'}}'}} {{r\"\\}}\"}}{{\"\\\"}}\"}}{{'''}}'\"'''}} ~ }} }} \\}}\"}}}}'\"",
            "{{data.f}} {{data.n}} {{1.0e300}} {{0.1 + 0.2}} {{5u}} ~ 2 2 1.0E300 0.30000000000000004 5",
            "{{type(state)}} {{b\"abc\"}} ~ string YWJj", "}} { } {x} ~ }} { } {x}",
            "\\{{node}} \\{\\{{{node}} ~ {{node}} {{worker-7"})
    void prints(String template, String line) throws FilterException {
        assertEquals(List.of(line), render(template, Samples.event(Samples.LOCKED)));
    }

    @Test
    void backslashesOfTheTextAreEscapesAndThoseOfExpressionsAreTheirs() throws FilterException {
        assertEquals(List.of("a\tb\nc\\t x\ty"), render("a\\tb\\nc\\\\t {{\"x\\ty\"}}", Samples.bare()));
    }

    @Test
    void thereIsALineForEachRow() throws FilterException {
        Event event = Samples.event(List.of(Map.of("node", "a"), Map.of("node", "b"), Map.of("node", "b"), Map.of()));
        assertEquals(List.of("a", "b", "b", "-"), render("{{node}}", event));
        assertEquals(List.of("true", "true", "true", "false"), render("{{has(node)}}", event));
        assertEquals(List.of("id-1 error"), render("{{id}} {{severity}}", event));
        assertEquals(List.of("text"), render("text", event));
    }

    @Test
    void factsAreNotDecodedForATemplateWithoutThem() throws FilterException {
        Event event = new Event("i", "s", "t", null, null, Samples.TIME, Severity.WARN, Map.of(), Payload.json("{}"),
                Facts.lazy(() -> {
                    throw new AssertionError("nobody asked for these");
                }));
        assertEquals(List.of("t - {}"), render("{{type}} {{subject}} {{data}}", event));
    }

    @Test
    void onlyValuesAreMadeSafe() throws FilterException {
        Template template = Template.compile("a\\n{{node}}\\n{{ql}}", Samples.FIELDS);
        assertEquals(List.of("a\nX\\nY\n-"),
                template.render(Samples.event(Map.of("node", "X\nY")), value -> value.replace("\n", "\\n")));
    }

    @Test
    void mistakesAreShownWhereTheyStandInTheTemplate() {
        assertMistake("{{node}} {{stat}}", """
                column 12: unknown variable `stat`; did you mean `state`?
                  {{node}} {{stat}}
                             ^""");
        assertMistake("one\ntwo {{state = 'x'}}", """
                line 2, column 13: `=` is no operator; write `==`
                  two {{state = 'x'}}
                              ^""");
        assertMistake("{{node}} {{state", """
                column 10: `{{` without its `}}`; literal braces are written `\\{{`
                  {{node}} {{state
                           ^""");
        assertMistake("{{\"node}}", """
                column 1: `{{` without its `}}`; literal braces are written `\\{{`
                  {{"node}}
                  ^""");
        assertMistake("{{node}} {{ }}", """
                column 12: there is no expression
                  {{node}} {{ }}
                             ^""");
        assertMistake("C:\\dir", """
                column 3: a backslash stands before t (tab), n (line end), { or another backslash
                  C:\\dir
                    ^""");
        assertMistake("end\\", """
                column 4: a backslash stands before t (tab), n (line end), { or another backslash
                  end\\
                     ^""");
    }

    @Test
    void anyTextCanBeWrittenAsATemplate() throws FilterException {
        Random random = new Random(7);
        String alphabet = "{}\\tn \n\tä😀\"'";
        for (int i = 0; i < 1000; i++) {
            String text = IntStream.range(0, random.nextInt(20))
                    .mapToObj(n -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                    .collect(Collectors.joining());
            String escaped = text.replace("\\", "\\\\").replace("{", "\\{");
            assertEquals(List.of(text + "worker-7" + text),
                    render(escaped + "{{node}}" + escaped, Samples.event(Samples.LOCKED)));
        }
    }

    private static List<String> render(String template, Event event) throws FilterException {
        return Template.compile(template, Samples.FIELDS).render(event);
    }

    private static void assertMistake(String template, String message) {
        assertEquals(message, assertThrows(FilterException.class, () -> Template.compile(template, Samples.FIELDS))
                .getMessage());
    }
}
