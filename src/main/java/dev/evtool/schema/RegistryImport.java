package dev.evtool.schema;

import dev.evtool.event.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/// Makes a catalog of a registry dump: of what an installed service knows of its own notification objects.
///
/// A dump is a JSON object with `objects` (by class name: `namespace`, `serial_namespace`, `version`, `fields`),
/// `notifications` (by class name: `payload`, `events` with their `event_type`) and `packages` (what it was made from).
/// A field is a tree of `type`, `nullable`, `items`, `values`, `class`, `object`.
///
/// A registry does not say which fields may be left out of a message. [#UNSENT] lists what is known of Nova; all other
/// fields are always sent (seen in all samples, and on the wire with 26.2).
public final class RegistryImport {

    /// Fields that a message may lack: Nova sends only the properties that an image has, never a request's image, and no
    /// host of a destination that has none (oslo-notifications.md, 4). A class name stands for all of its fields.
    private static final Set<String> UNSENT = Set.of("ImageMetaPropsPayload", "RequestSpecPayload.image_meta",
            "DestinationPayload.host");

    /// What a registry has among its objects though it is never in a payload: the message's `event_type` and
    /// `publisher_id` before they are put together. Their enumerations are kept.
    private static final Set<String> NO_PAYLOADS = Set.of("EventType", "NotificationPublisher");

    /// That of Nova has 140 KB.
    private static final int LONGEST = 16 << 20;

    private final DumpNode root;
    private final Map<String, DumpNode> objects = new LinkedHashMap<>();

    private RegistryImport(DumpNode root) throws RegistryFormatException {
        this.root = root;
        objects.putAll(root.at("objects").members());
        if (objects.isEmpty()) {
            throw root.at("objects").wrong("a registry without objects");
        }
    }

    /// The text of the catalog: JSON, a field a line, in the dump's order.
    ///
    /// @param dump UTF-8, at most 16 MiB; read to its end, not closed
    /// @throws RegistryFormatException if it is no such dump; says where
    public static String catalog(InputStream dump) throws IOException, RegistryFormatException {
        return new RegistryImport(new DumpNode("", read(dump))).text();
    }

    private static @Nullable Object read(InputStream dump) throws IOException, RegistryFormatException {
        byte[] text = dump.readNBytes(LONGEST + 1);
        if (text.length > LONGEST) {
            throw new RegistryFormatException("", "longer than any registry: more than " + (LONGEST >> 20) + " MiB");
        }
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = Json.value(parser);
            if (parser.nextToken() != null) {
                throw new RegistryFormatException(place(parser.currentTokenLocation()), "more text after the dump");
            }
            return value;
        } catch (JacksonException e) {
            throw new RegistryFormatException(place(e.getLocation()), "no JSON: " + e.getOriginalMessage());
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private String text() throws RegistryFormatException {
        Set<String> payloads = new LinkedHashSet<>(objects.keySet());
        payloads.removeAll(NO_PAYLOADS);
        RegistryTypes types = new RegistryTypes(payloads);
        Map<String, CatalogText.Payload> texts = new LinkedHashMap<>();
        for (Map.Entry<String, DumpNode> object : objects.entrySet()) {
            CatalogText.Payload payload = payload(object.getKey(), object.getValue(), types);
            if (payloads.contains(object.getKey())) {
                texts.put(object.getKey(), payload);
            }
        }
        String namespace = same("namespace");
        return new CatalogText(namespace, "Versioned notification payloads of " + namespace, origin(),
                same("serial_namespace"), namespace, types.enums(), texts, events(payloads)).toString();
    }

    private static CatalogText.Payload payload(String name, DumpNode object, RegistryTypes types)
            throws RegistryFormatException {
        DumpNode version = object.at("version");
        if (!RegistryTypes.isName(name) || Version.parse(version.text()).isEmpty()) {
            throw version.wrong('"' + name + "\" and \"" + version.text() + "\" are no name and version");
        }
        Map<String, CatalogText.FieldText> fields = new LinkedHashMap<>();
        for (Map.Entry<String, DumpNode> field : object.at("fields").members().entrySet()) {
            boolean unsent = UNSENT.contains(name) || UNSENT.contains(name + '.' + field.getKey());
            fields.put(field.getKey(), new CatalogText.FieldText(types.of(field.getValue()), unsent));
        }
        return new CatalogText.Payload(version.text(), fields);
    }

    /// What all objects have in common.
    private String same(String member) throws RegistryFormatException {
        String first = objects.values().iterator().next().at(member).text();
        for (DumpNode object : objects.values()) {
            if (!object.at(member).text().equals(first)) {
                throw object.at(member).wrong("another one than \"" + first + "\": a catalog is of one " + member);
            }
        }
        return first;
    }

    private String origin() throws RegistryFormatException {
        List<String> packages = new ArrayList<>();
        Optional<DumpNode> named = root.find("packages");
        if (named.isPresent()) {
            for (Map.Entry<String, DumpNode> one : named.get().members().entrySet()) {
                packages.add(one.getKey() + ' ' + one.getValue().value());
            }
        }
        return packages.isEmpty() ? "a registry dump" : "Registry of " + String.join(", ", packages);
    }

    private SortedMap<String, String> events(Set<String> payloads) throws RegistryFormatException {
        SortedMap<String, String> events = new TreeMap<>();
        for (DumpNode notification : root.at("notifications").members().values()) {
            DumpNode payload = notification.at("payload");
            if (!payloads.contains(payload.text())) {
                throw payload.wrong("refers to \"" + payload.text() + "\", which is no payload of this dump");
            }
            for (DumpNode event : notification.at("events").items()) {
                DumpNode type = event.at("event_type");
                String other = events.put(type.text(), payload.text());
                if (other != null && !other.equals(payload.text())) {
                    throw type.wrong("the event type \"" + type.text() + "\" has another payload, " + other);
                }
            }
        }
        return events;
    }
}
