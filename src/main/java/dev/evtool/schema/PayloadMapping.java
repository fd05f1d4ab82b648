package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Fills payloads from documents of any form, as `SCHEMA` and `populate_schema` of Nova's payload classes do: a field from an
/// attribute of one of the source objects, which here are the document's members. Not for several threads.
public final class PayloadMapping {

    /// What a document came to.
    ///
    /// @param publisher null where the mapping says nothing; so the two after it
    public record Mapped(String eventType, @Nullable String publisher, @Nullable String priority,
            @Nullable String requestId, Map<String, @Nullable Object> payload) {}

    private static final Set<String> MEMBERS = new TreeSet<>(
            List.of("event_type", "payload", "version", "publisher", "priority", "request_id", "fields"));
    private static final FieldType TEXT = new FieldType(Scalar.TEXT, false);

    private final TypedValue values;
    private final FieldRule.Filled payload;
    private final Map<String, FieldRule> heads = new LinkedHashMap<>();

    private PayloadMapping(Catalog catalog, Map<?, ?> mapping) throws SchemaException {
        MappingRules rules = new MappingRules(catalog);
        this.values = rules.values();
        for (Object member : mapping.keySet()) {
            if (!MEMBERS.contains(String.valueOf(member))) {
                throw new SchemaException("\"" + member + "\" is no member of a mapping", null,
                        "members are " + String.join(", ", MEMBERS));
            }
        }
        for (String head : List.of("event_type", "publisher", "priority", "request_id")) {
            Object said = mapping.get(head);
            if (said != null) {
                heads.put(head, said instanceof String text ? new FieldRule.Fixed(text)
                        : rules.rule(TEXT, said, head));
            }
        }
        this.payload = rules.filled(schema(catalog, mapping), mapping.get("fields"), "fields");
    }

    /// Reads a mapping.
    ///
    /// @param file for messages
    /// @throws SchemaException if it is none, or fills fields that there are not, or not those that there must be
    public static PayloadMapping read(Catalog catalog, String file, byte[] text) throws SchemaException {
        try {
            if (!(JsonTree.parse(text, 0, text.length) instanceof Map<?, ?> mapping)) {
                throw new SchemaException("a mapping is a JSON object", null, "see: evtool help notify-emit");
            }
            return new PayloadMapping(catalog, mapping);
        } catch (JsonFormatException e) {
            throw new SchemaException(file + " is no JSON: " + e.explanation(), null, null);
        } catch (SchemaException e) {
            throw new SchemaException("the mapping " + file + ": " + e.what(), e.likelyCause(), e.next());
        }
    }

    private ObjectSchema schema(Catalog catalog, Map<?, ?> mapping) throws SchemaException {
        if (!heads.containsKey("event_type")) {
            throw new SchemaException("it has no \"event_type\"", null,
                    "\"event_type\": \"service.update\", or {\"path\": \"kind\"} to take it from each record");
        }
        Object name = mapping.get("payload");
        if (name == null && mapping.get("event_type") instanceof String type) {
            name = catalog.events().get(type);
        }
        if (!(name instanceof String payload)) {
            throw new SchemaException("it does not say which payload to fill", null,
                    "\"payload\": \"ServiceStatusPayload\"; see: evtool schema list");
        }
        Object version = mapping.get("version");
        if (version != null && !(version instanceof String)) {
            throw new SchemaException("its version is a number, of which 1.10 would be 1.1", null,
                    "write it in quotes: \"version\": \"1.10\"");
        }
        return Payloads.version(catalog, payload, version == null ? null : version.toString());
    }

    /// What a document comes to.
    ///
    /// @throws SchemaException if it lacks something, or a field cannot take what it has; it names field and path
    public Mapped map(@Nullable Object document) throws SchemaException {
        return new Mapped(String.valueOf(head("event_type", document)), head("publisher", document),
                head("priority", document), head("request_id", document),
                payload.value(values, document, payload.schema().name()));
    }

    private @Nullable String head(String name, @Nullable Object document) throws SchemaException {
        FieldRule rule = heads.get(name);
        return rule == null ? null : String.valueOf(rule.value(values, document, name));
    }
}
