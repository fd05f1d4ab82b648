package dev.evtool.filter;

import dev.evtool.event.Event;
import dev.evtool.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Text with `{{EXPR}}` places that are filled in from an event (see `docs/filters.md`). Safe for threads.
public final class Template {

    /// Literal text, or the expression in its place.
    private record Part(String literal, Optional<Expression> expression) {}

    private final List<Part> parts;
    private final boolean readsFacts;

    private Template(List<Part> parts) {
        this.parts = parts;
        this.readsFacts = parts.stream().flatMap(p -> p.expression.stream()).anyMatch(Expression::readsFacts);
    }

    /// Compiles a template.
    ///
    /// @param fields the typed fields of all families whose events may come
    public static Template compile(String text, List<Field> fields) throws FilterException {
        List<TemplateText.Part> pieces = TemplateText.parts(text);
        List<Part> parts = new ArrayList<>();
        Language language = null;
        for (TemplateText.Part piece : pieces) {
            switch (piece) {
                case TemplateText.Literal(String literal) -> parts.add(new Part(literal, Optional.empty()));
                case TemplateText.Place(SourceText expression) -> {
                    language = language == null ? new Language(fields) : language;
                    parts.add(new Part("", Optional.of(language.value(expression))));
                }
            }
        }
        return new Template(List.copyOf(parts));
    }

    /// One text for each row of the event; a single one where the template reads nothing in which rows can differ.
    ///
    /// @param safe what makes a value from outside fit for the output, as a line break in it must not become one there
    public List<String> render(Event event, UnaryOperator<String> safe) {
        if (!readsFacts) {
            return List.of(line(event, Map.of(), safe));
        }
        return event.facts().rows().stream().map(row -> line(event, row, safe)).toList();
    }

    /// The texts with all values as they are.
    public List<String> render(Event event) {
        return render(event, UnaryOperator.identity());
    }

    private String line(Event event, Map<String, Object> row, UnaryOperator<String> safe) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            out.append(part.expression.map(e -> safe.apply(PlainText.of(e.evaluate(event, row)))).orElse(part.literal));
        }
        return out.toString();
    }
}
