package dev.evtool.schema;

import dev.evtool.schema.SketchBook.Origin;
import dev.evtool.schema.SketchBook.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A catalog made of sketches.
final class Draft {

    private static final int MOST_TELLING = 3;
    private static final int MOST_KINDS = 20;

    private final SketchBook book;
    private final @Nullable String prefix;
    private final List<Page> pages;
    private final DraftTypes types;
    private final List<String> warnings = new ArrayList<>();

    Draft(SketchBook book, int mostValues, int timesEach) {
        this.book = book;
        this.prefix = mostSeen();
        this.pages = book.pages().stream().filter(this::isOfPrefix)
                .sorted(Comparator.comparing(Page::name).thenComparing(Page::version, VersionOrder.INSTANCE)).toList();
        this.types = new DraftTypes(mostValues, timesEach,
                pages.stream().map(Page::name).collect(Collectors.toSet()));
    }

    /// The pages that are drafted, by name and version.
    List<Page> pages() {
        return pages;
    }

    Set<String> conflicts() {
        return types.conflicts();
    }

    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(types.warnings());
        all.addAll(book.notes());
        return all;
    }

    /// A catalog is of one prefix: that of most records.
    private @Nullable String mostSeen() {
        Map<String, Long> counts = new HashMap<>();
        for (Page page : book.pages()) {
            if (page.origin().prefix() != null) {
                counts.merge(page.origin().prefix(), page.fields().values(), Long::sum);
            }
        }
        return counts.entrySet().stream().max(Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey())).map(Map.Entry::getKey).orElse(null);
    }

    private boolean isOfPrefix(Page page) {
        return page.origin().prefix() == null || page.origin().prefix().equals(prefix);
    }

    Map<String, Object> tree(String name, String from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("catalog", name);
        tree.put("format", CatalogFile.FORMAT);
        tree.put("about", "Drafted from records: what was seen, which is less than what is allowed");
        tree.put("from", from);
        if (prefix != null) {
            tree.put("prefix", prefix);
            namespace().ifPresent(namespace -> tree.put("namespace", namespace));
        }
        Map<String, Object> objects = objects();
        objects.putAll(types.objects());
        tree.put("enums", types.enums());
        tree.put("objects", objects);
        tree.put("events", events());
        tree.put("kinds", kinds());
        int left = book.pages().size() - pages.size();
        if (left > 0) {
            warnings.add(left + " objects with another prefix than " + prefix + " were left out: a catalog is of one");
        }
        return tree;
    }

    private Optional<String> namespace() {
        Set<String> namespaces = new LinkedHashSet<>();
        pages.stream().map(p -> p.origin().namespace()).filter(Objects::nonNull).forEach(namespaces::add);
        if (namespaces.size() > 1) {
            warnings.add("several namespaces, " + String.join(", ", namespaces.stream().limit(MOST_TELLING).toList())
                    + ": none was drafted");
        }
        return namespaces.size() == 1 ? Optional.of(namespaces.iterator().next())
                : Optional.empty();
    }

    private Map<String, Object> objects() {
        SortedMap<String, List<Page>> byName = new TreeMap<>(
                pages.stream().collect(Collectors.groupingBy(Page::name)));
        Map<String, Object> objects = new LinkedHashMap<>();
        byName.forEach((name, versions) -> objects.put(name, object(versions)));
        return objects;
    }

    private Map<String, Object> object(List<Page> pagesOfIt) {
        Origin origin = pagesOfIt.getFirst().origin();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("about", "inferred from " + pagesOfIt.stream().map(p -> records(p) + (pagesOfIt.size() == 1 ? ""
                : " of " + p.version())).collect(Collectors.joining(", ")));
        if (origin.prefix() == null) {
            object.put("plain", true);
        }
        ObjectHistory.Traits traits = origin.traits();
        if (traits != null && traits.open()) {
            object.put("open", true);
        }
        if (traits != null && traits.versionedBy() != null) {
            object.put("versioned_by", traits.versionedBy());
        }
        Map<String, Object> versions = new LinkedHashMap<>();
        for (Page page : pagesOfIt) {
            versions.put(page.version(), Map.of("fields", types.fields(page.fields(), page.name())));
        }
        object.put("versions", versions);
        return object;
    }

    private static String records(Page page) {
        long count = page.fields().values();
        return count + (count == 1 ? " record" : " records");
    }

    private Map<String, Object> events() {
        Map<String, Object> events = new LinkedHashMap<>();
        Set<String> names = pages.stream().map(Page::name).collect(Collectors.toSet());
        book.events().forEach((event, object) -> {
            if (names.contains(object)) {
                events.put(event, object);
            }
        });
        return events;
    }

    /// How to tell what no other catalog tells.
    private List<Map<String, Object>> kinds() {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (Page page : pages) {
            Origin origin = page.origin();
            boolean told = origin.prefix() != null || origin.traits() != null
                    || book.events().containsValue(page.name());
            if (!told && kinds.size() < MOST_KINDS) {
                kind(page).ifPresent(kinds::add);
            }
        }
        return kinds;
    }

    private Optional<Map<String, Object>> kind(Page page) {
        Map<String, Object> kind = new LinkedHashMap<>();
        String type = page.origin().type();
        kind.put("kind", type == null ? page.name() : type);
        kind.put("about", "inferred from " + records(page));
        List<String> members = type != null ? List.of("specversion", "type")
                : page.fields().members().entrySet().stream()
                        .filter(m -> m.getValue().values() == page.fields().values()).map(Map.Entry::getKey)
                        .limit(MOST_TELLING).toList();
        if (members.isEmpty()) {
            warnings.add("nothing tells a " + page.name() + ": no member is in all of its records");
            return Optional.empty();
        }
        kind.put("members", members);
        if (type != null) {
            kind.put("where", Map.of("type", type));
        }
        kind.put("object", page.name());
        return Optional.of(kind);
    }
}
