package dev.evtool.schema.custom;

import com.networknt.schema.AbsoluteIri;
import dev.evtool.event.NearestName;
import dev.evtool.schema.SchemaException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the schemas of a set call each other by. Making it checks that each reference leads somewhere, so that nothing is
/// looked for later, and nothing is ever fetched.
final class Links {

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

    /// A schema with a URI of its own: a file, or a part of a file that has an `$id`.
    ///
    /// @param uri its canonical one, without a fragment
    record Resource(SchemaFile file, String uri, String pointer, JsonNode node, Set<String> anchors) {}

    /// A keyword that refers to another schema.
    ///
    /// @param pointer of the schema that it stands in, whose URI is the base
    private record Reference(SchemaFile file, String pointer, ObjectNode schema, String keyword, String base) {

        String text() {
            return schema.path(keyword).stringValue();
        }

        SchemaException fail(String what, @Nullable String likely, @Nullable String next) {
            return file.fail(Pointer.child(pointer, keyword), '"' + text() + "\" leads to no schema" + what, likely,
                    next);
        }
    }

    private final Folders folders;
    private final Map<String, Resource> resources = new HashMap<>();
    private final Set<SchemaFile> seen = new HashSet<>();
    private final Deque<Reference> open = new ArrayDeque<>();
    private final List<Resource> roots = new ArrayList<>();

    Links(Folders folders) throws SchemaException {
        this.folders = folders;
        for (SchemaFile file : folders.files()) {
            roots.add(add(file));
        }
        while (!open.isEmpty()) {
            follow(open.remove());
        }
    }

    /// The schemas that were asked for, without those that are only referred to.
    List<Resource> roots() {
        return roots;
    }

    /// What a URI without a fragment stands for; null if it is unknown.
    @Nullable
    Resource resource(String uri) {
        return resources.get(uri);
    }

    private Resource add(SchemaFile file) throws SchemaException {
        if (seen.add(file)) {
            Subschemas.walk("", file.node(), file.uri(),
                    (pointer, schema, base) -> collect(file, pointer, schema, base));
            resources.computeIfAbsent(file.uri(), u -> new Resource(file, u, "", file.node(), new HashSet<>())); // true, false
        }
        Resource root = resources.get(file.uri());
        if (root == null) {
            throw new IllegalStateException(file.uri());
        }
        return root;
    }

    private String collect(SchemaFile file, String pointer, JsonNode schema, String base) throws SchemaException {
        boolean alone = file.draft().hasLonelyRef() && schema.has("$ref");
        String id = alone ? null : text(schema, "$id");
        boolean anchor = id != null && id.startsWith("#");
        String own = base;
        if (pointer.isEmpty() || (id != null && !anchor)) {
            own = id == null || anchor ? base : without(resolve(base, id));
            define(new Resource(file, own, pointer, schema, new HashSet<>()));
        }
        Resource resource = resources.get(own);
        for (String name : new String[] {anchor ? id : null, text(schema, "$anchor"), text(schema, "$dynamicAnchor")}) {
            if (name != null && resource != null) {
                resource.anchors.add(name.replaceFirst("^#", ""));
            }
        }
        for (String keyword : REFERENCES) {
            if (text(schema, keyword) != null) {
                open.add(new Reference(file, pointer, (ObjectNode) schema, keyword, own));
            }
        }
        return own;
    }

    private static @Nullable String text(JsonNode schema, String keyword) {
        JsonNode value = schema.get(keyword);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    private void define(Resource resource) throws SchemaException {
        Resource before = resources.putIfAbsent(resource.uri, resource);
        if (before != null || Draft.isMeta(resource.uri)) {
            String other = before == null ? "the meta-schema" : before.file.path() + before.pointer;
            throw resource.file.fail(Pointer.child(resource.pointer, "$id"),
                    "the $id \"" + resource.uri + "\" is also that of " + other, "one file is a copy of the other",
                    "give each schema an $id of its own");
        }
        if (resource.pointer.isEmpty()) {
            resources.put(resource.file.uri(), resource);
        }
    }

    private static String resolve(String base, String reference) {
        return reference.startsWith("#") ? without(base) + reference : AbsoluteIri.resolve(base, reference);
    }

    private static String without(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }

    private void follow(Reference reference) throws SchemaException {
        String target = resolve(reference.base, reference.text());
        String uri = without(target);
        if (Draft.isMeta(uri)) {
            return;
        }
        Resource resource = resources.get(uri);
        if (resource == null) {
            resource = load(reference, uri);
            resources.put(uri, resource);
        }
        String end = target.substring(uri.length());
        requireSchema(reference, resource,
                URLDecoder.decode(end.replaceFirst("^#", "").replace("+", "%2B"), StandardCharsets.UTF_8));
        if (!uri.equals(resource.uri)) {
            reference.schema.put(reference.keyword, resource.uri + end); // the library knows schemas by one URI each
        }
    }

    private static void requireSchema(Reference reference, Resource resource, String fragment) throws SchemaException {
        if (fragment.isEmpty() || resource.anchors.contains(fragment)) {
            return;
        }
        JsonNode node = fragment.startsWith("/") ? Pointer.follow(resource.node, fragment) : null;
        if (node == null || !(node.isObject() || node.isBoolean())) {
            throw reference.fail(": " + resource.file.path() + " has none at #" + fragment, nearby(resource, fragment),
                    null);
        }
    }

    private static @Nullable String nearby(Resource resource, String fragment) {
        String parent = fragment.substring(0, Math.max(0, fragment.lastIndexOf('/')));
        JsonNode node = fragment.startsWith("/") ? Pointer.follow(resource.node, parent) : null;
        return node == null ? null
                : NearestName.of(fragment.substring(parent.length() + 1), node.propertyNames())
                        .map(name -> "\"" + name + "\" was meant").orElse(null);
    }

    /// A reference that no `$id` answers may be a file's name, seen from the file that it stands in.
    private Resource load(Reference reference, String uri) throws SchemaException {
        String beside = without(resolve(reference.file.uri(), reference.text()));
        Path path = folders.inside(beside);
        if (path != null) {
            return add(folders.file(path));
        }
        boolean remote = !uri.startsWith("file:");
        boolean outside = beside.startsWith("file:") && reference.text().matches("(file:|/|.*\\.\\./).*");
        String likely = outside ? "the reference leads out of the folder, where nothing is read"
                : remote ? "no file given has that $id, and nothing is fetched from the network"
                : "no file given has that $id or name";
        throw reference.fail("", likely,
                "put the schema that it means into the folder, and give the folder with --schemas");
    }
}
