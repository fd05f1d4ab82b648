package dev.evtool.ptp;

import dev.evtool.event.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// What a sidecar tells a publisher of itself (`ptp.md`, section 8).
///
/// @param clientId a UUID
/// @param endpoint the sidecar's base URL
/// @param resources addresses by subscription id
/// @param action [#NEW], [#DELETE], or what publishers pass over
record ProxyEnrolment(String clientId, String endpoint, Map<String, String> resources, int action) {

    static final int NEW = 0;
    static final int DELETE = 2;

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST = 100;
    private static final int MAX_TEXT = 4096;

    /// Empty if the body is none. Names are taken in whatever case, since 4.14 writes `endPointURI`.
    static Optional<ProxyEnrolment> read(byte[] body) {
        String clientId = "";
        String endpoint = "";
        int action = NEW;
        Map<String, String> resources = new LinkedHashMap<>();
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equalsIgnoreCase("clientID")) {
                    clientId = text(parser);
                } else if (name.equalsIgnoreCase("EndpointUri")) {
                    endpoint = text(parser);
                } else if (name.equalsIgnoreCase("action")) {
                    action = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
                } else if (name.equalsIgnoreCase("subStore")) {
                    subStore(parser, resources);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        return UUID.matcher(clientId).matches()
                ? Optional.of(new ProxyEnrolment(clientId, endpoint, resources, action))
                : Optional.empty();
    }

    private static void subStore(JsonParser parser, Map<String, String> resources) {
        forEachField(parser, store -> {
            if (store.equalsIgnoreCase("store")) {
                forEachField(parser, id -> subscription(parser, id, resources));
            } else {
                parser.skipChildren();
            }
        });
    }

    private static void subscription(JsonParser parser, String id, Map<String, String> resources) {
        forEachField(parser, name -> {
            if (name.equals("resource") || name.equals("ResourceAddress")) {
                String address = text(parser);
                if (!address.isEmpty() && resources.size() < MOST) {
                    resources.put(id, address);
                }
            } else {
                parser.skipChildren();
            }
        });
    }

    private interface Field {
        /// Stands at the value, and leaves the parser at its end.
        void read(String name);
    }

    private static void forEachField(JsonParser parser, Field field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    private static String text(JsonParser parser) {
        boolean fit = parser.currentToken() == JsonToken.VALUE_STRING && parser.getStringLength() <= MAX_TEXT;
        String text = fit ? parser.getString() : "";
        parser.skipChildren();
        return text;
    }
}
