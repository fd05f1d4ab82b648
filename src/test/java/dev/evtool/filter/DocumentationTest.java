package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/filters.md` is true: its examples compile against the fields of its own tables.
class DocumentationTest {

    private static final Path PAGE = Path.of("docs/filters.md");
    private static final Map<String, Field.Kind> KINDS = Map.of("text", Field.Kind.TEXT, "number", Field.Kind.NUMBER,
            "true/false", Field.Kind.BOOLEAN, "timestamp", Field.Kind.TIME, "map", Field.Kind.MAP);

    static Stream<String> expressions() throws IOException {
        return block("cel");
    }

    static Stream<String> templates() throws IOException {
        return block("template");
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyExpressionCompilesAndRuns(String expression) throws IOException, FilterException {
        Filter filter = Filter.compile(List.of(expression), fields());
        filter.test(Samples.event(Samples.LOCKED));
        assertEquals(0, filter.failed(), expression);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateCompilesAndPrints(String template) throws IOException, FilterException {
        List<String> lines = Template.compile(template, fields()).render(Samples.event(Samples.LOCKED));
        assertTrue(lines.getFirst().contains("worker-7") || lines.getFirst().contains("ok"), lines.getFirst());
    }

    @Test
    void theOptionsInTheShellExamplesCompile() throws IOException, FilterException {
        Matcher quoted = Pattern.compile("(-f|--template) '([^']*)'").matcher(String.join("\n", block("sh").toList()));
        int found = 0;
        for (; quoted.find(); found++) {
            if (quoted.group(1).equals("-f")) {
                assertFalse(Filter.compile(List.of(quoted.group(2)), fields()).test(Samples.bare()));
            } else {
                assertEquals(1, Template.compile(quoted.group(2), fields()).render(Samples.bare()).size());
            }
        }
        assertEquals(3, found);
    }

    @Test
    void thereAreTenExamplesAndMore() throws IOException {
        assertTrue(expressions().count() >= 10);
        assertTrue(templates().count() >= 3);
    }

    @Test
    void everyCallInTheLanguageTableIsKnown() throws IOException, FilterException {
        List<String> calls = Files.readAllLines(PAGE).stream().filter(l -> l.startsWith("| "))
                .flatMap(l -> Pattern.compile("`([^`]*\\([^`]*)`").matcher(l).results().map(m -> m.group(1)))
                .map(c -> c.replace("\\|", "|")).filter(c -> c.matches("\\w+(\\.\\w+)*\\(.*\\)")).toList();
        assertTrue(calls.size() > 15, calls.toString());
        List<Field> fields = Stream.concat(fields().stream(), Stream.of("x", "list").map(DocumentationTest::number))
                .toList();
        for (String call : calls) {
            String text = call.replace("condition", "true").replace("expression", "x");
            Template.compile("{{" + text + "}}", fields);
        }
    }

    @Test
    void theTableOfAttributesIsComplete() throws IOException {
        assertEquals(List.copyOf(EventVariables.attributes().keySet()),
                rows("## Variables of every event").map(r -> r.group(1)).toList());
    }

    private static List<Field> fields() throws IOException {
        return Stream.of("## Fields of PTP events", "## Fields of container events", "## Fields of notifications")
                .flatMap(DocumentationTest::table).distinct().toList();
    }

    private static Stream<Field> table(String heading) {
        try {
            return rows(heading).map(r -> Samples.field(r.group(1), KINDS.get(r.group(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Field number(String name) {
        return Samples.field(name, Field.Kind.NUMBER);
    }

    private static Stream<Matcher> rows(String heading) throws IOException {
        Pattern row = Pattern.compile("\\| `(\\w+)` \\| ([\\w/]+) \\|.*");
        return Files.readAllLines(PAGE).stream().dropWhile(l -> !l.equals(heading)).skip(1)
                .takeWhile(l -> !l.startsWith("## ")).map(row::matcher).filter(Matcher::matches);
    }

    private static Stream<String> block(String language) throws IOException {
        return Files.readAllLines(PAGE).stream().dropWhile(l -> !l.equals("```" + language)).skip(1)
                .takeWhile(l -> !l.equals("```")).filter(l -> !l.isBlank());
    }
}
