package dev.evtool.report;

import dev.evtool.event.Json;
import dev.evtool.terminal.SafeText;
import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// A part of a large JSON text, on one line. Texts from outside are bounded and well-formed, and what could do more on a
/// terminal or in a CI log than stand for itself is written with `\\u`.
final class JsonPiece {

    private final JsonGenerator generator;

    private JsonPiece(JsonGenerator generator) {
        this.generator = generator;
    }

    /// An object.
    static byte[] object(Consumer<JsonPiece> content) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
            generator.writeStartObject();
            content.accept(new JsonPiece(generator));
            generator.writeEndObject();
        }
        return SafeText.ofJson(json.toByteArray(), false);
    }

    /// A member; none for `null`.
    JsonPiece text(String name, @Nullable String value) {
        if (value != null) {
            generator.writeName(name);
            generator.writeString(Clip.wellFormed(value));
        }
        return this;
    }

    JsonPiece number(String name, long value) {
        generator.writeName(name);
        generator.writeNumber(value);
        return this;
    }

    JsonPiece flag(String name, boolean value) {
        generator.writeName(name);
        generator.writeBoolean(value);
        return this;
    }

    JsonPiece object(String name, Consumer<JsonPiece> content) {
        generator.writeName(name);
        return object(content, this);
    }

    private static JsonPiece object(Consumer<JsonPiece> content, JsonPiece piece) {
        piece.generator.writeStartObject();
        content.accept(piece);
        piece.generator.writeEndObject();
        return piece;
    }

    /// A list with an object for each value.
    <T> JsonPiece objects(String name, Iterable<T> values, BiConsumer<JsonPiece, T> content) {
        generator.writeName(name);
        generator.writeStartArray();
        for (T value : values) {
            object(piece -> content.accept(piece, value), this);
        }
        generator.writeEndArray();
        return this;
    }

    /// A list of texts.
    JsonPiece texts(String name, Iterable<String> values) {
        generator.writeName(name);
        generator.writeStartArray();
        for (String value : values) {
            generator.writeString(Clip.wellFormed(value));
        }
        generator.writeEndArray();
        return this;
    }
}
