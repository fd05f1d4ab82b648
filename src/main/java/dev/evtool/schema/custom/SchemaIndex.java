package dev.evtool.schema.custom;

import com.networknt.schema.Schema;
import dev.evtool.schema.Claim;
import dev.evtool.schema.Rule;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Schemas by what records say of themselves: a URI, or a name with a version.
final class SchemaIndex {

    /// @param plain the one without a version
    private record Versions(TreeMap<Version, Schema> known, List<Schema> plain) {

        int size() {
            return known.size() + plain.size();
        }
    }

    private final Map<String, Schema> byUri = new HashMap<>();
    private final Map<String, Versions> byName = new HashMap<>();

    /// @throws SchemaException if another has the same name and version
    void add(Links.Resource resource, Schema schema) throws SchemaException {
        byUri.put(resource.uri(), schema);
        String id = resource.file().id();
        if (id != null) {
            byUri.put(id, schema);
        }
        SchemaName name = SchemaName.of(id == null ? resource.file().path().toString() : id);
        Versions versions = byName.computeIfAbsent(name.name(), _ -> new Versions(new TreeMap<>(), new ArrayList<>()));
        if (name.version() == null) {
            versions.plain.add(schema);
        } else if (versions.known.putIfAbsent(name.version(), schema) != null) {
            throw resource.file().fail("", "another schema is that of " + name.name() + ' ' + name.version() + " too",
                    "two $ids that end alike", "let each $id end with a name and version of its own");
        }
    }

    /// The schema that is meant, or why there is none of the version that is claimed.
    ///
    /// @param uri what the record names as its schema
    /// @param claims by what else it may be found, best first
    /// @return null if none of the schemas is meant
    @Nullable
    Choice choose(@Nullable String uri, List<Claim> claims) {
        Schema named = uri == null ? null : byUri.getOrDefault(uri, byUri.get(uri.replaceFirst("#$", "")));
        if (named != null) {
            return new Choice.Found(null, named, Choice.Step.SAME, "");
        }
        for (Claim claim : claims) {
            Versions versions = byName.get(claim.name());
            if (versions != null) {
                return choose(claim, versions);
            }
        }
        return null;
    }

    private static Choice choose(Claim claim, Versions versions) {
        String text = claim.version();
        if (text == null || versions.known.isEmpty()) {
            return versions.size() == 1 ? new Choice.Found(claim, only(versions), Choice.Step.SAME, "")
                    : new Choice.Nothing(claim, Verdict.UNVERSIONED, Rule.UNVERSIONED,
                            claim.name() + " claims no version, and there are several", one(versions));
        }
        Version claimed = SchemaName.version(text).orElse(null);
        if (claimed == null) {
            return new Choice.Nothing(claim, Verdict.INVALID, Rule.VERSION,
                    "the version of " + claim.name() + " is none: \"" + Finding.shorten(text) + '"',
                    "MAJOR.MINOR");
        }
        Map.Entry<Version, Schema> at = versions.known.floorEntry(claimed);
        if (at != null && at.getKey().major() == claimed.major()) {
            Choice.Step step = at.getKey().minor() == claimed.minor() ? Choice.Step.SAME : Choice.Step.NEWER;
            return new Choice.Found(claim, at.getValue(), step, at.getKey().text());
        }
        Map.Entry<Version, Schema> above = versions.known.ceilingEntry(claimed);
        if (above != null && above.getKey().major() == claimed.major()) {
            Choice.Step step = above.getKey().minor() == claimed.minor() ? Choice.Step.SAME : Choice.Step.OLDER;
            return new Choice.Found(claim, above.getValue(), step, above.getKey().text());
        }
        return new Choice.Nothing(claim, Verdict.INCOMPATIBLE, Rule.MAJOR,
                claim + " is of another major than the schemas given", one(versions));
    }

    private static Schema only(Versions versions) {
        return versions.plain.isEmpty() ? versions.known.firstEntry().getValue() : versions.plain.getFirst();
    }

    private static String one(Versions versions) {
        return "one of " + String.join(", ", versions.known.keySet().stream().map(Version::text).toList());
    }
}
