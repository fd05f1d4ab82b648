package dev.evtool.schema.input;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A JSON text that references stand in, and how it was come to.
///
/// @param path the file's real one
/// @param name the file's in reports
/// @param folder what references in it are relative to
/// @param tape the text's
/// @param places the text's
/// @param from whose reference led here; null for the first
record Document(Path path, String name, Path folder, JsonTape tape, Places places, @Nullable Document from) {

    /// How many references led here.
    int depth() {
        return from == null ? 0 : from.depth() + 1;
    }

    /// Whether the file is this one, or one of those that led here.
    boolean isOnTheWay(Path file) {
        return path.equals(file) || (from != null && from.isOnTheWay(file));
    }

    /// The files that led here, and this one.
    String way() {
        return from == null ? name : from.way() + " -> " + name;
    }

    /// Where a byte of the text stands; the file is named only if it is not the first.
    Place place(int index) {
        Place place = places.of(index);
        return from == null ? place : new Place(name, place.line(), place.column());
    }
}
