package dev.evtool.filter;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// A condition on events, compiled once from text (see `docs/filters.md`). Safe for threads.
public final class Filter {

    private final List<Expression> onEvents;
    private final List<Expression> onRows;
    private final LongAdder missing = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private Filter(List<Expression> onEvents, List<Expression> onRows) {
        this.onEvents = onEvents;
        this.onRows = onRows;
    }

    /// Compiles expressions into one filter.
    ///
    /// @param expressions what must all hold; with none, everything passes
    /// @param fields the typed fields of all families whose events may come
    public static Filter compile(List<String> expressions, List<Field> fields) throws FilterException {
        if (expressions.isEmpty()) {
            return new Filter(List.of(), List.of()); // and not a class of CEL is loaded
        }
        Language language = new Language(fields);
        List<Expression> compiled = new ArrayList<>();
        for (String expression : expressions) {
            compiled.add(language.condition(SourceText.alone(expression)));
        }
        // those that need no facts go first: what they refuse need not be decoded
        return new Filter(compiled.stream().filter(c -> !c.readsFacts()).toList(),
                compiled.stream().filter(Expression::readsFacts).toList());
    }

    /// The event with those of its rows that pass (the same instance if all do), or nothing if none does.
    public Optional<Event> apply(Event event) {
        Verdict verdict = verdict(onEvents, event, Map.of());
        if (verdict == Verdict.NO || onRows.isEmpty()) {
            return counted(verdict) ? Optional.of(event) : Optional.empty();
        }
        List<Map<String, Object>> rows = event.facts().rows();
        List<Map<String, Object>> passing = new ArrayList<>(rows.size());
        Verdict best = Verdict.NO;
        for (Map<String, Object> row : rows) {
            Verdict ofRow = verdict.and(verdict(onRows, event, row));
            best = best.or(ofRow);
            if (ofRow == Verdict.YES) {
                passing.add(row);
            }
        }
        if (!counted(best)) {
            return Optional.empty();
        }
        return Optional.of(passing.size() == rows.size() ? event : event.narrowedTo(Facts.of(List.copyOf(passing))));
    }

    /// Whether any row of the event passes.
    public boolean test(Event event) {
        return apply(event).isPresent();
    }

    /// How many events were refused because something that the filter asks for was missing.
    public long missing() {
        return missing.sum();
    }

    /// How many events were refused because the filter could not be evaluated on them.
    public long failed() {
        return failed.sum();
    }

    /// How many events were refused for another reason than a plain no.
    public long errors() {
        return missing() + failed();
    }

    private boolean counted(Verdict verdict) {
        switch (verdict) {
            case MISSING -> missing.increment();
            case FAILED -> failed.increment();
            case YES, NO -> {
                // an answer
            }
        }
        return verdict == Verdict.YES;
    }

    private static Verdict verdict(List<Expression> conditions, Event event, Map<String, Object> row) {
        Verdict verdict = Verdict.YES;
        for (Expression condition : conditions) {
            verdict = verdict.and(Verdict.of(condition.evaluate(event, row)));
            if (verdict == Verdict.NO) {
                break;
            }
        }
        return verdict;
    }
}
