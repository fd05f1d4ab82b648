package dev.evtool.schema;

import dev.evtool.schema.ObjectHistory.Choice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks files of a catalog through before records are held against them.
record CatalogReview(Catalog catalog) {

    /// @throws SchemaException for the first thing in the files that makes no sense
    void look(List<CatalogFile> files) throws SchemaException {
        for (CatalogFile file : files) {
            read(file);
        }
        for (CatalogFile file : files) {
            requireRoom(file);
            for (String object : file.objects()) {
                requireEnd(file, object, new HashSet<>());
            }
        }
    }

    private void read(CatalogFile file) throws SchemaException {
        try {
            List<Kind> kinds = file.kinds();
            if (file.objects().isEmpty() && kinds.isEmpty()) {
                throw file.fail("has no objects", "make one with evtool schema import or evtool schema infer");
            }
            file.events();
            for (String object : file.objects()) {
                file.object(object);
            }
        } catch (IllegalArgumentException e) {
            throw file.fail("is broken: " + e.getMessage(), "its form is that of catalog.schema.json");
        }
    }

    private void requireRoom(CatalogFile file) throws SchemaException {
        try {
            Recognition.members(catalog.kinds());
        } catch (IllegalArgumentException e) {
            throw file.fail("has too many kinds: " + e.getMessage(), null);
        }
    }

    /// An object that chooses itself would be chosen for ever.
    private void requireEnd(CatalogFile file, @Nullable String object, Set<String> way) throws SchemaException {
        Choice choice = object == null ? null
                : catalog.object(object).map(history -> history.traits().choice()).orElse(null);
        if (object == null || choice == null) {
            return;
        }
        if (!way.add(object)) {
            throw file.fail("lets " + object + " choose itself", null);
        }
        for (String chosen : choice.objects()) {
            requireEnd(file, chosen, way);
        }
        requireEnd(file, choice.otherwise(), way);
        way.remove(object);
    }
}
