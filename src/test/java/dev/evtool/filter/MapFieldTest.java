package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.evtool.event.Event;
import dev.evtool.event.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields that are maps of texts, such as labels.
class MapFieldTest {

    private static final List<Field> FIELDS = List.of(Samples.field("labels", Field.Kind.MAP),
            Samples.field("name", Field.Kind.TEXT));

    private static final Event LABELED = Samples.event(Map.of("name", "web", "labels",
            new TreeMap<>(Map.of("app", "shop", "com.example/tier", "front", "empty", ""))));

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', value = {"labels.app == \"shop\"->yes",
            "labels.app == \"x\"->no",
            "labels[\"com.example/tier\"] == \"front\"->yes", "\"app\" in labels->yes", "\"nope\" in labels->no",
            "!(\"nope\" in labels)->yes", "has(labels.app)->yes", "has(labels.nope)->no", "has(labels)->yes",
            "labels.nope == \"x\"->missing", "labels[\"nope\"] != \"x\"->missing",
            "labels.nope == \"x\" || name == \"web\"->yes",
            "labels.exists(k, k.startsWith(\"com.\"))->yes", "labels.exists(k, labels[k] == \"front\")->yes",
            "labels.all(k, size(k) > 3)->no", "size(labels) == 3->yes", "labels.empty == \"\"->yes",
            "data.n in labels->no",
            "labels.app.contains(\"ho\")->yes", "labels == {\"app\": \"shop\"}->no"})
    void expressionsLookIntoThem(String expression, String answer) throws FilterException {
        assertEquals(answer, answer(expression, LABELED));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '`', value = {"labels.app == \"shop\"->missing",
            "\"app\" in labels->missing",
            "has(labels.app)->missing", "has(labels)->no", "!has(labels)->yes", "labels.exists(k, true)->missing"})
    void anEventWithoutThemLacksThem(String expression, String answer) throws FilterException {
        assertEquals(answer, answer(expression, Samples.bare()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{{labels.app}} {{labels.nope}}|shop -",
            "{{labels}}|{\"app\":\"shop\",\"com.example/tier\":\"front\",\"empty\":\"\"}", "{{size(labels)}}|3"})
    void templatesPrintThem(String template, String line) throws FilterException {
        assertEquals(List.of(line), Template.compile(template, FIELDS).render(LABELED));
    }

    @Test
    void aLabelIsText() {
        assertThrows(FilterException.class, () -> Filter.compile(List.of("labels.app == 1"), FIELDS));
        assertThrows(FilterException.class, () -> Filter.compile(List.of("1 in labels"), FIELDS));
        assertThrows(FilterException.class, () -> Filter.compile(List.of("labels == \"shop\""), FIELDS));
    }

    private static String answer(String expression, Event event) throws FilterException {
        Filter filter = Filter.compile(List.of(expression), FIELDS);
        boolean passes = filter.test(event);
        return passes ? "yes" : filter.missing() > 0 ? "missing" : filter.failed() > 0 ? "failed" : "no";
    }
}
