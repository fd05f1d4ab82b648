package dev.evtool.ptp;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.ptp.EndpointProbe.Life;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What a proxy has at this moment: its publishers, and the subscriptions of all its consumers.
public final class ProxyInquiry {

    private final PtpSettings settings;
    private final ProxyCalls calls;

    /// Opens no connection yet.
    ///
    /// @param news is told what a person should know of certificates and tokens
    /// @throws StreamException if these cannot be used
    public ProxyInquiry(PtpSettings settings, Consumer<String> news) throws StreamException {
        this.settings = settings;
        this.calls = new ProxyCalls(settings.proxy(), settings.connecting(), news);
    }

    /// Columns of [#publishers], with the proxy first where there are several.
    public static List<Column> publisherColumns(boolean several) {
        return columns(several, Column.text("NODE", 8, "node"), Column.text("RESOURCE", 13, "resource"),
                Column.text("ADDRESS", 20, "address"));
    }

    /// Columns of [#subscriptions], with the proxy first where there are several.
    public static List<Column> subscriptionColumns(boolean several) {
        return columns(several, Column.text("ID", 36, "id"), Column.text("NODE", 8, "node"),
                Column.text("RESOURCE", 13, "resource"), Column.text("WHOSE", 10, "owner"),
                new Column("ENDPOINT ANSWERS", 12, false, row -> String.valueOf(row.getOrDefault("answers", "")),
                        row -> Boolean.TRUE.equals(row.get("alive")) ? Tone.GOOD
                                : Boolean.FALSE.equals(row.get("alive")) ? Tone.BAD : Tone.PLAIN),
                Column.text("ENDPOINT", 20, "endpoint"));
    }

    private static List<Column> columns(boolean several, Column... own) {
        List<Column> columns = new ArrayList<>(List.of(own));
        if (several) {
            columns.addFirst(Column.text("PROXY", 12, "proxy"));
        }
        return columns;
    }

    /// What the proxy says that it publishes.
    public List<Map<String, Object>> publishers() throws StreamException, InterruptedException {
        return answered(client -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (ProxySubscription publisher : client.publishers()) {
                rows.add(row(client, publisher));
            }
            return rows;
        });
    }

    /// The subscriptions of all consumers, with whose they are, and whether their endpoints answer from here.
    public List<Map<String, Object>> subscriptions() throws StreamException, InterruptedException {
        return answered(client -> {
            List<ProxySubscription> all = client.subscriptions();
            boolean here = new ConsumerEndpoint(calls.base().toString()).isLocal();
            Map<String, Life> lives = new EndpointProbe().all(all.stream().map(ProxySubscription::endpoint).toList(),
                    here);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (ProxySubscription subscription : all) {
                Map<String, Object> row = row(client, subscription);
                ConsumerEndpoint endpoint = new ConsumerEndpoint(subscription.endpoint());
                row.put("client", endpoint.client().toString());
                row.put("owner", endpoint.owner());
                Life life = lives.get(subscription.endpoint());
                if (life != null) {
                    row.put("answers", life.evidence());
                    if (life.known()) {
                        row.put("alive", life.alive());
                    }
                }
                rows.add(row);
            }
            return rows;
        });
    }

    /// Deletes subscriptions, whosever they are.
    ///
    /// @return for each id in order whether there was one
    public List<Boolean> delete(List<String> ids) throws StreamException, InterruptedException {
        return answered(client -> {
            // sidecars of 4.14 say of any id that it was deleted (section 7)
            Set<String> listed = client.subscriptions().stream().map(ProxySubscription::id)
                    .collect(Collectors.toSet());
            List<Boolean> deleted = new ArrayList<>();
            for (String id : ids) {
                deleted.add(listed.remove(id) && client.delete(id));
            }
            return deleted;
        });
    }

    private static Map<String, Object> row(ProxyClient client, ProxySubscription entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("api", client.api().word());
        row.put("node", WantedResources.node(entry.address()));
        row.put("resource", PtpResource.ofAddress(entry.address()).map(PtpResource::word)
                .orElse(WantedResources.path(entry.address())));
        row.put("address", entry.address());
        row.put("id", entry.id());
        row.put("endpoint", entry.endpoint());
        return row;
    }

    private interface Question<T> {
        T ask(ProxyClient client) throws ProxyException, InterruptedException;
    }

    private <T> T answered(Question<T> question) throws StreamException, InterruptedException {
        try {
            ProxyClient client = new ProxyProbe(calls).find(settings.api());
            if (client.api() == PtpApi.V1_TRANSPORT) {
                // an empty answer would say that there is nothing
                throw new StreamException.Usage(new Problem(
                        name() + " speaks v1-transport, which has no lists of publishers and subscriptions",
                        "it is the port by which v1 proxies speak to each other", "ask the REST API of the same proxy "
                                + "(usual port 9085), or that of a sidecar (8089)"));
            }
            return question.ask(client);
        } catch (ProxyException e) {
            throw e.asUnreachable();
        }
    }

    /// What messages and rows call the proxy.
    public String name() {
        return calls.name();
    }
}
