package dev.evtool.schema;

import dev.evtool.event.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All schemas that are known: those that evtool ships, and the user's before them. Safe for threads.
public final class Catalog {

    /// What evtool ships; each file is read only if it must be, since reading takes longer than judging a small file. Kinds of
    /// records are in one of their own, which is always read.
    private static final List<String> SHIPPED = List.of("kinds", "oslo", "cloudevents", "ptp", "containers", "nova");
    private static final int KINDS = 0;
    private static final int NOVA = 5;

    /// How the names of objects begin in each file but Nova's, which has all others.
    private static final List<List<String>> BEGINNINGS = List.of(List.of(), List.of("Oslo", "Amqp"),
            List.of("CloudEvent", "Evtool"), List.of("Ptp", "Http"),
            List.of("Docker", "Podman", "Isulad", "Containerd"));

    private final List<CatalogFile> own;
    private final CatalogFile[] shipped = new CatalogFile[SHIPPED.size()];
    private final Map<String, ObjectHistory> objects = new HashMap<>();
    private @Nullable Map<String, String> events;

    private Catalog(List<CatalogFile> own) {
        this.own = own;
    }

    /// The catalog that evtool ships.
    public static Catalog shipped() {
        return new Catalog(List.of());
    }

    /// The shipped catalog with files of the user's, whose objects count before it; of those, the first. All that they say is
    /// looked through.
    ///
    /// @throws SchemaException for the first file that cannot be used, with the place
    public static Catalog withFiles(List<Path> files) throws SchemaException {
        List<CatalogFile> own = new ArrayList<>();
        for (Path file : files) {
            try {
                own.add(new CatalogFile(file.toString(), Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new SchemaException("cannot read the catalog " + file + ": " + e.getMessage(), null, null);
            }
        }
        Catalog catalog = with(own);
        new CatalogReview(catalog).look(own);
        return catalog;
    }

    /// The shipped catalog with files of the user's, whose objects count before it.
    static Catalog with(List<CatalogFile> own) {
        return new Catalog(List.copyOf(own));
    }

    /// All files with objects, the user's first.
    List<CatalogFile> files() {
        List<CatalogFile> files = new ArrayList<>(own);
        for (int i = KINDS + 1; i < shipped.length; i++) {
            files.add(file(i));
        }
        return files;
    }

    private synchronized CatalogFile file(int i) {
        CatalogFile known = shipped[i];
        if (known == null) {
            known = read(SHIPPED.get(i));
            shipped[i] = known;
        }
        return known;
    }

    private static CatalogFile read(String name) {
        try (InputStream in = Catalog.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the catalog " + name + " is missing in this build");
            }
            return new CatalogFile("the shipped catalog " + name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The object of that name.
    synchronized Optional<ObjectHistory> object(String name) {
        ObjectHistory known = objects.get(name);
        if (known == null) {
            known = find(name);
            if (known != null) { // what is asked for in vain comes from outside, and may be anything
                objects.put(name, known);
            }
        }
        return Optional.ofNullable(known);
    }

    private @Nullable ObjectHistory find(String name) {
        try {
            for (CatalogFile file : own) {
                ObjectHistory object = file.object(name);
                if (object != null) {
                    return object;
                }
            }
            return file(home(name)).object(name);
        } catch (SchemaException e) {
            throw new IllegalStateException(e); // files of the user's are looked through when they are opened
        }
    }

    private static int home(String name) {
        for (int i = 0; i < BEGINNINGS.size(); i++) {
            for (String beginning : BEGINNINGS.get(i)) {
                if (name.startsWith(beginning)) {
                    return i;
                }
            }
        }
        return NOVA;
    }

    /// Event types, each with the name of the payload that it carries. Read when first asked for.
    synchronized Map<String, String> events() {
        Map<String, String> known = events;
        if (known == null) {
            known = new HashMap<>(file(NOVA).events());
            for (CatalogFile file : own.reversed()) {
                known.putAll(file.events());
            }
            events = known;
        }
        return known;
    }

    /// What tells the kinds of records.
    Recognition recognition() {
        return new Recognition(kinds(), prefixes());
    }

    /// How versioned objects are told.
    Prefixes prefixes() {
        return Prefixes
                .with(own.stream().map(CatalogFile::prefix).filter(Objects::nonNull).map(Objects::requireNonNull));
    }

    /// What to say to somebody whose payload is of a name that the catalog does not have; null if there is nothing.
    ///
    /// @param prefix of the payload
    @Nullable
    String nearest(String name, String prefix) {
        List<String> known = files().stream().filter(f -> prefix.equals(f.prefix())).flatMap(f -> f.objects().stream())
                .toList();
        if (known.isEmpty()) {
            return "there is no catalog for " + prefix + ": make one with evtool schema import or infer, and give it "
                    + "with --schemas";
        }
        return NearestName.of(name, known).map(n -> "did you mean \"" + n + "\"?").orElse(null);
    }

    /// The kinds of records, those with the most conditions first, so that the more special is tried before the more common.
    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (CatalogFile file : own) {
            kinds.addAll(file.kinds());
        }
        kinds.addAll(file(KINDS).kinds());
        kinds.sort((a, b) -> Integer.compare(b.conditions(), a.conditions()));
        return kinds;
    }
}
