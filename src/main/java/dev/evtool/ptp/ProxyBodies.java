package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.stream.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// Reads what proxies answer to consumers: subscriptions and publishers in the names of v1 and v2, which releases mix
/// (`ptp.md`, sections 2 and 7), and reasons for a refusal.
///
/// @param proxy what messages call the proxy
record ProxyBodies(String proxy) {

    /// One object or a list of them; an entry that says nothing usable leaves its neighbours alone.
    ///
    /// @param path of the call, for messages
    List<ProxySubscription> entries(ProxyCalls.Answer answer, String path) throws ProxyException {
        // v2 says null for no subscription; both versions send zero bytes for no publisher, v1 for no subscription too
        Object json = answer.body().length == 0 ? null : parse(answer, path);
        if (json == null) {
            return List.of();
        }
        List<ProxySubscription> entries = new ArrayList<>();
        for (Object entry : json instanceof List<?> list ? list : List.of(json)) {
            if (entry instanceof Map<?, ?> map) {
                String address = text(map, "ResourceAddress", "resource");
                String id = text(map, "SubscriptionId", "id");
                if (!address.isEmpty() || !id.isEmpty()) {
                    entries.add(new ProxySubscription(address, text(map, "EndpointUri", "endpointUri"), id));
                }
            }
        }
        if (entries.isEmpty() && !(json instanceof List<?> list && list.isEmpty())) {
            throw notProxy(path, "a list without an entry that has a resource or an id");
        }
        return entries;
    }

    private static String text(Map<?, ?> map, String newName, String oldName) {
        Object value = map.get(newName) == null ? map.get(oldName) : map.get(newName);
        return value instanceof String s ? s : "";
    }

    private @Nullable Object parse(ProxyCalls.Answer answer, String path) throws ProxyException {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), answer.body())) {
            parser.nextToken();
            return Json.value(parser);
        } catch (JacksonException e) {
            throw notProxy(path, isHtml(answer) ? "HTML" : "what is not JSON: " + start(answer));
        }
    }

    static boolean isHtml(ProxyCalls.Answer answer) {
        return answer.type().startsWith("text/html") || answer.text().stripLeading().startsWith("<");
    }

    private static String start(ProxyCalls.Answer answer) {
        return new String(answer.body(), 0, Math.min(60, answer.body().length), StandardCharsets.UTF_8);
    }

    /// Why a call was refused: v1 says it as `{"error": "…"}`, in which the text may be the publisher's own
    /// `{"message": "…"}`; v2 does not say it (sections 2, 7 and 8).
    static String reason(ProxyCalls.Answer answer) {
        String text = answer.text().strip();
        for (int depth = 0; depth < 3; depth++) {
            String inner = inner(text);
            if (inner == null) {
                break;
            }
            text = inner;
        }
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static @Nullable String inner(String text) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            Object value = Json.value(parser) instanceof Map<?, ?> map
                    ? map.containsKey("error") ? map.get("error") : map.get("message")
                    : null;
            return value instanceof String s ? s.strip() : null;
        } catch (JacksonException plainText) {
            return null;
        }
    }

    ProxyException notProxy(String path, String what) {
        return new ProxyException(new Problem(proxy + " answered " + path + " with " + what,
                "the address leads to something else than a cloud-event-proxy, such as a web front end",
                "check host and port: curl -i " + proxy));
    }

    /// Requires a status; what else there is says that the peer is no proxy, or a sick one.
    void require(ProxyCalls.Answer answer, int status, String path) throws ProxyException {
        if (answer.status() != status) {
            throw new ProxyException(new Problem(proxy + " answered " + path + " with HTTP " + answer.status(),
                    answer.status() >= 500 ? "the proxy, or a gateway before it, is in trouble"
                            : "the address leads to something else than a cloud-event-proxy",
                    "look at the proxy's log, or: curl -i " + proxy));
        }
    }
}
