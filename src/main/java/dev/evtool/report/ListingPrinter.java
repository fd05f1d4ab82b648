package dev.evtool.report;

import dev.evtool.event.Json;
import dev.evtool.event.Listing;
import dev.evtool.event.Rfc3339;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// Prints a [Listing]: as an aligned table with a header, as a JSON array, or as one JSON object a line.
public final class ListingPrinter {

    private final LineWriter out;
    private final Theme theme;

    public ListingPrinter(OutputStream out, Theme theme) {
        this.out = new LineWriter(out);
        this.theme = theme;
    }

    /// An aligned table with a header; nothing at all for no rows. Lines are not cut to the terminal: ids are there to be
    /// copied.
    public void table(Listing listing) throws IOException {
        if (!listing.rows().isEmpty()) {
            Layout layout = new Layout(listing.columns(), theme, Layout.ENDLESS, 0);
            listing.rows().forEach(layout::measure);
            out.line(theme.paint(new StringBuilder(), Style.HEADING, layout.header("")));
            for (Map<String, Object> row : listing.rows()) {
                StringBuilder line = new StringBuilder(128);
                layout.append(line, 0, row);
                out.line(line);
            }
        }
        out.flush();
    }

    /// One array, an object on each line.
    public void json(List<Map<String, Object>> rows) throws IOException {
        out.write('[');
        String before = "\n";
        for (Map<String, Object> row : rows) {
            out.text(before);
            out.bytes(object(row));
            before = ",\n";
        }
        out.line("\n]");
        out.flush();
    }

    /// One object a line.
    public void ndjson(List<Map<String, Object>> rows) throws IOException {
        for (Map<String, Object> row : rows) {
            out.bytes(object(row));
            out.write('\n');
        }
        out.flush();
    }

    private byte[] object(Map<String, Object> row) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
            generator.writeStartObject();
            row.forEach((name, value) -> {
                generator.writeName(name);
                value(generator, value);
            });
            generator.writeEndObject();
        }
        return theme.safeJson(json.toByteArray());
    }

    private static void value(JsonGenerator generator, Object value) {
        switch (value) {
            case Boolean b -> generator.writeBoolean(b);
            case Long l -> generator.writeNumber(l);
            case Integer i -> generator.writeNumber(i);
            case Double d -> generator.writeNumber(d);
            case Instant t -> generator.writeString(Rfc3339.format(t));
            case List<?> texts -> {
                generator.writeStartArray();
                texts.forEach(text -> generator.writeString(String.valueOf(text)));
                generator.writeEndArray();
            }
            case Map<?, ?> texts -> {
                generator.writeStartObject();
                texts.forEach((name, text) -> {
                    generator.writeName(String.valueOf(name));
                    generator.writeString(String.valueOf(text));
                });
                generator.writeEndObject();
            }
            default -> generator.writeString(value.toString());
        }
    }
}
