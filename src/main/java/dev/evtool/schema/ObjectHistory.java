package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that the catalog has of one object: its versions.
final class ObjectHistory {

    private final String name;
    private final Traits traits;
    private final @Nullable String about;
    private final List<ObjectSchema> versions = new ArrayList<>();
    private final List<byte[]> spellings = new ArrayList<>();

    /// How an object stands in a record.
    ///
    /// @param prefix of a versioned object: what stands before `.name`, `.version`, `.namespace` and `.data`; null where the
    ///        object is plain JSON
    /// @param namespace of a versioned object: what its `.namespace` must be
    /// @param versionedBy of a plain object: the member that holds its version, where it has one
    /// @param open of a plain object: whether it may have members that the catalog does not know
    /// @param choice of a plain object: which other object it is
    record Traits(@Nullable String prefix, @Nullable String namespace, @Nullable String versionedBy, boolean open,
            @Nullable Choice choice) {}

    /// A plain object that is one of several: the value of the member `by` is a number in `values`, and `objects` has the
    /// name of the object there; `otherwise` is the object for other values, null where there are none.
    record Choice(String by, NameTable values, List<String> objects, @Nullable String otherwise) {}

    ObjectHistory(String name, Traits traits, @Nullable String about) {
        this.name = name;
        this.traits = traits;
        this.about = about;
    }

    /// Adds a version, in the order of the catalog, which is that of the versions.
    void add(String version, List<SchemaField> fields) {
        versions.add(new ObjectSchema(this, version, fields));
        spellings.add(version.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return name;
    }

    Traits traits() {
        return traits;
    }

    @Nullable
    String about() {
        return about;
    }

    List<ObjectSchema> versions() {
        return versions;
    }

    ObjectSchema latest() {
        return versions.getLast();
    }

    boolean isPlain() {
        return traits.prefix() == null;
    }

    /// Whether its records say which version they are of.
    boolean isVersioned() {
        return !isPlain() || traits.versionedBy() != null;
    }

    /// The version of the string at the token, if the catalog has it; at no cost.
    @Nullable
    ObjectSchema exact(JsonTape tape, int token) {
        for (int i = 0; i < spellings.size(); i++) {
            if (tape.is(token, spellings.get(i))) {
                return versions.get(i);
            }
        }
        return null;
    }

    /// The version by that name; empty if the catalog does not have it.
    Optional<ObjectSchema> version(String text) {
        return versions.stream().filter(v -> v.version().equals(text)).findFirst();
    }

    /// What a payload of this version is to be checked by.
    Contract contract(Version claimed) {
        ObjectSchema best = null;
        for (ObjectSchema known : versions) {
            Optional<Version> version = Version.parse(known.version());
            if (version.isEmpty() || version.get().major() != claimed.major()) {
                continue;
            }
            if (version.get().minor() == claimed.minor()) {
                return new Contract(known, Contract.Relation.SAME);
            }
            if (version.get().minor() > claimed.minor()) {
                return new Contract(known, Contract.Relation.OLDER_MINOR);
            }
            best = known;
        }
        return best == null ? new Contract(latest(), Contract.Relation.OTHER_MAJOR)
                : new Contract(best, Contract.Relation.NEWER_MINOR);
    }
}
