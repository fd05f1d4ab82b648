package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evtool.schema.Claim;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import dev.evtool.schema.Violation.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A validation to report on: records and unread inputs, in their order.
final class Judged {

    static final String CREATE = "InstanceCreatePayload";
    static final String UUID = "/payload/nova_object.data/uuid";

    private final List<Object> items = new ArrayList<>();
    private final Tally tally = new Tally();
    private @Nullable String input;
    private long index;
    private boolean cutShort;

    Judged cutShort() {
        cutShort = true;
        return this;
    }

    Judged record(JudgedRecord record) {
        items.add(record);
        if (!record.input().equals(input)) {
            tally.input();
            input = record.input();
        }
        tally.add(record);
        return this;
    }

    /// The next record of an input.
    Judged record(String file, Judgement judgement, boolean failed) {
        index = file.equals(input) ? index + 1 : 1;
        return record(new JudgedRecord(file, index, index, 1, judgement, failed));
    }

    Judged valid(String file, int times) {
        for (int i = 0; i < times; i++) {
            record(file, judgement("1.12", Verdict.VALID, List.of(), List.of()), false);
        }
        return this;
    }

    Judged newer(String file, int times) {
        for (int i = 0; i < times; i++) {
            record(file, judgement("1.13", Verdict.NEWER_MINOR, List.of(),
                    List.of("/payload/nova_object.data/shares", "/payload/nova_object.data/a~1b")), false);
        }
        return this;
    }

    Judged invalid(String file, Violation... violations) {
        return record(file, judgement("1.8", Verdict.INVALID, List.of(violations), List.of()), true);
    }

    Judged unread(UnreadInput unread) {
        items.add(unread);
        tally.input();
        tally.unread();
        return this;
    }

    static Judgement judgement(@Nullable String version, Verdict verdict, List<Violation> violations,
            List<String> additions) {
        return new Judgement("notification", new Claim(CREATE, version), "instance.create.end", verdict, violations,
                additions);
    }

    static Violation error(Rule rule, String pointer, String message, @Nullable String hint) {
        return new Violation(Level.ERROR, rule, pointer, new Place(3, 120), message, "12", "a string", hint);
    }

    static Violation type() {
        return error(Rule.TYPE, UUID, "expected a string, found 12", null);
    }

    static Violation misnamed() {
        return error(Rule.UNKNOWN_FIELD, "/payload/nova_object.data/displayname", "no such field",
                "did you mean `display_name`?");
    }

    static Violation warning() {
        return new Violation(Level.WARNING, Rule.EVENT, "/event_type", new Place("refs/other.json", 7, 2),
                "instance.create.end usually carries another payload", "X", "Y", null);
    }

    /// All there is: every verdict, both levels, unread inputs.
    static Judged mixed() {
        Judged judged = new Judged().valid("samples/a.ndjson", 128).newer("samples/a.ndjson", 12)
                .invalid("samples/b.ndjson", type(), misnamed(), warning());
        judged.record("samples/b.ndjson", new Judgement("docker", null, null, Verdict.UNKNOWN, List.of(), List.of()),
                false);
        judged.record("samples/b.ndjson", new Judgement("notification", null, "compute.instance.update",
                Verdict.UNVERSIONED, List.of(), List.of()), true);
        judged.record("samples/b.ndjson", judgement("1.12", Verdict.VALID, List.of(warning()), List.of()), false);
        judged.record("samples/b.ndjson", judgement("2.0", Verdict.INCOMPATIBLE,
                List.of(error(Rule.MAJOR, "/payload/nova_object.version", "major 2, the catalog has 1", null)),
                List.of()), true);
        judged.unread(new UnreadInput("samples/secret.json", "cannot read samples/secret.json: permission denied",
                "it belongs to another user", "ls -l samples/secret.json"));
        return judged.record("standard input", judgement("1.13", Verdict.NEWER_MINOR, List.of(),
                List.of("/payload/nova_object.data/shares")), true);
    }

    /// Each report item by item, as the command line does it.
    String report(Function<OutputStream, ValidationReport> format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ValidationReport report = format.apply(out);
        report.begin();
        for (Object item : items) {
            if (item instanceof JudgedRecord record) {
                report.record(record);
            } else if (item instanceof UnreadInput unread) {
                report.unread(unread);
            }
        }
        report.end(tally, cutShort ? Ending.ENOUGH : Ending.WHOLE);
        return out.toString(UTF_8);
    }

    Tally tally() {
        return tally;
    }

    /// A validation in which every text from outside is the given one.
    static Judged hostile(String text) {
        Violation violation = new Violation(Level.ERROR, Rule.SCHEMA, "/" + text, new Place(text, 1, 1), text, text,
                text, text);
        Judged judged = new Judged();
        for (Verdict verdict : Verdict.values()) {
            judged.record(text, new Judgement(text, new Claim(text, text), text, verdict, List.of(), List.of(text)),
                    false);
        }
        judged.record(text, new Judgement(text, new Claim(text, text), text, Verdict.INVALID, List.of(violation),
                List.of("/" + text)), true);
        return judged.unread(new UnreadInput(text, text, text, text));
    }
}
