package dev.evtool.report;

import dev.evtool.report.Remark.Level;
import dev.evtool.schema.Rule;
import dev.evtool.terminal.SafeText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// A remark, and the rules that remarks go by, as SARIF 2.1.0 has them.
final class SarifResult {

    /// What a rule is about, in SARIF's `reportingDescriptor`.
    record Descriptor(String id, String help, Level usual) {}

    /// All rules that a result can name, by their index.
    static final List<Descriptor> RULES = rules();

    /// Of one text in a message, in cells.
    private static final int LONGEST = 600;

    /// Of a whole message: doubled, it is still not cut again.
    private static final int LONGEST_MESSAGE = Clip.LONGEST / 2 - 1;

    private static final String BASE = "%SRCROOT%";

    private static final int HASH_BYTES = 16;

    private SarifResult() {}

    private static List<Descriptor> rules() {
        List<Descriptor> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            rules.add(new Descriptor(rule.toString(), rule.help(), usual(rule)));
        }
        rules.add(new Descriptor(Remark.NEWER, "the payload is of a later minor version than the catalog has",
                Level.NOTE));
        return Collections.unmodifiableList(rules);
    }

    /// Only what a reader assumes where a result does not say; ours do.
    private static Level usual(Rule rule) {
        return switch (rule) {
            case DUPLICATE, MISSING_FIELD, OLDER_VERSION, UNKNOWN_SCHEMA, UNVERSIONED, EVENT -> Level.WARNING;
            case JSON, TYPE, RANGE, NULL, FORMAT, ENUM, UNKNOWN_FIELD, MISSING_MEMBER, OBJECT, NAMESPACE, VERSION,
                    MAJOR, REFERENCE, SCHEMA ->
                Level.ERROR;
        };
    }

    static void write(JsonPiece piece, Descriptor rule) {
        String sentence = Character.toUpperCase(rule.help().charAt(0)) + rule.help().substring(1) + ".";
        piece.text("id", rule.id()).object("shortDescription", text -> text.text("text", sentence))
                .object("fullDescription", text -> text.text("text", sentence))
                .object("defaultConfiguration", usual -> usual.text("level", word(rule.usual())))
                .object("help", text -> text.text("text", sentence + " `evtool help validation` tells of all rules."));
    }

    static byte[] of(Remark remark) {
        int index = 0;
        while (!RULES.get(index).id().equals(remark.rule())) {
            index++;
        }
        int rule = index;
        return JsonPiece.object(result -> {
            result.text("ruleId", remark.rule()).number("ruleIndex", rule).text("level", word(remark.level()));
            message(result, text(remark));
            location(result, remark);
            result.object("partialFingerprints", prints -> prints.text("evtoolViolation/v1", fingerprint(remark)));
        });
    }

    private static String text(Remark remark) {
        return safe(remark.subject()) + (remark.pointer().isEmpty() ? "" : " " + safe(remark.pointer())) + ": "
                + safe(remark.message()) + (remark.hint() == null ? "" : " (" + safe(remark.hint()) + ")");
    }

    static String safe(String text) {
        return SafeText.of(text, LONGEST);
    }

    /// Braces are doubled, which else mean placeholders, and brackets escaped, which else make links (SARIF 2.1.0, 3.11.5
    /// and 3.11.6).
    static void message(JsonPiece piece, String clean) {
        String braced = Clip.text(clean, LONGEST_MESSAGE).replace("{", "{{").replace("}", "}}");
        piece.object("message", message -> message.text("text",
                braced.contains("](") ? braced.replace("[", "\\[").replace("]", "\\]") : braced));
    }

    private static void location(JsonPiece result, Remark remark) {
        result.objects("locations", List.of(remark), (location, _) -> {
            location.object("physicalLocation", physical -> {
                artifact(physical, remark.file());
                // to the next character: where the value ends is not known, and GitHub asks for an end
                physical.object("region", region -> region.number("startLine", remark.line())
                        .number("startColumn", remark.column()).number("endLine", remark.line())
                        .number("endColumn", remark.column() + 1));
            });
            if (!remark.pointer().isEmpty()) {
                location.objects("logicalLocations", List.of(remark.pointer()),
                        (logical, pointer) -> logical.text("fullyQualifiedName", pointer));
            }
        });
    }

    static void artifact(JsonPiece physical, String file) {
        physical.object("artifactLocation", artifact -> artifact.text("uri", FileUri.of(file)).text("uriBaseId",
                FileUri.isAbsolute(file) ? null : BASE));
    }

    private static String word(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    /// The same for the same mistake, also when lines were put in before it.
    private static String fingerprint(Remark remark) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(remark.rule(), remark.name(), remark.pointer(), remark.message())) {
                digest.update(Clip.wellFormed(part).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
