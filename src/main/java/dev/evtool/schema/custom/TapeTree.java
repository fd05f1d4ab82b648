package dev.evtool.schema.custom;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The library's tree, made from a tape, and what such a tree cannot hold. Numbers are exact.
final class TapeTree {

    /// What is wrong with a token, before any schema is asked.
    record Flaw(int token, Rule rule) {}

    /// Calculating exactly with longer ones, or with larger exponents, could take for ever. Jackson's limit too.
    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_EXPONENT = 4;
    private static final int DIGITS_OF_LONG = 18;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonTape tape;
    private final List<Flaw> flaws = new ArrayList<>();

    TapeTree(JsonTape tape) {
        this.tape = tape;
    }

    /// In the order of the text.
    List<Flaw> flaws() {
        return flaws;
    }

    /// The value at the token.
    JsonNode node(int token) {
        return switch (tape.first(token)) {
            case '{' -> object(token);
            case '[' -> array(token);
            case '"' -> NODES.stringNode(tape.string(token));
            case 't' -> NODES.booleanNode(true);
            case 'f' -> NODES.booleanNode(false);
            case 'n' -> NODES.nullNode();
            default -> number(token);
        };
    }

    private ObjectNode object(int token) {
        ObjectNode object = NODES.objectNode();
        int end = tape.next(token);
        for (int t = token + 1; t < end; t = tape.next(t + 1)) {
            if (object.replace(tape.string(t), node(t + 1)) != null) {
                flaws.add(new Flaw(t, Rule.DUPLICATE));
            }
        }
        return object;
    }

    private ArrayNode array(int token) {
        ArrayNode array = NODES.arrayNode();
        int end = tape.next(token);
        for (int t = token + 1; t < end; t = tape.next(t)) {
            array.add(node(t));
        }
        return array;
    }

    private JsonNode number(int token) {
        int from = tape.from(token);
        int length = tape.to(token) - from;
        if (length > LONGEST_NUMBER) {
            flaws.add(new Flaw(token, Rule.RANGE));
            return NODES.numberNode(0);
        }
        String text = new String(tape.bytes(), from, length, StandardCharsets.US_ASCII);
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent < 0 && text.indexOf('.') < 0) {
            return length <= DIGITS_OF_LONG ? integer(Long.parseLong(text)) : NODES.numberNode(new BigInteger(text));
        }
        if (exponent >= 0 && text.substring(exponent + 1).replaceFirst("^[+-]?0*", "").length() > LONGEST_EXPONENT) {
            flaws.add(new Flaw(token, Rule.RANGE));
            return NODES.numberNode(0);
        }
        return NODES.numberNode(new BigDecimal(text));
    }

    private static JsonNode integer(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }
}
