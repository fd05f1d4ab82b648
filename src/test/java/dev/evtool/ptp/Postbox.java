package dev.evtool.ptp;

import dev.evtool.stream.CollectingSink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A receiver as sources open it, and what posts to it over HTTP as proxies do.
final class Postbox implements AutoCloseable {

    static final String PROXY = "ptp://proxy:9043";
    /// What Java's client sets by itself.
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "accept-encoding");

    private final CollectingSink sink = new CollectingSink();
    private final PtpReceiver.Endpoint endpoint;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Postbox(PtpApi api) throws Exception {
        PtpInbound inbound = new PtpInbound(PROXY, sink);
        inbound.speaks(api);
        endpoint = new PtpReceiver(PtpSourceType.LOOPBACK).open(inbound);
    }

    CollectingSink sink() {
        return sink;
    }

    /// Posts to our path, with something behind it.
    ///
    /// @return the status of the answer
    int post(String behind, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + endpoint.bound().getPort() + endpoint.path() + behind));
        headers.forEach((name, value) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, value);
            }
        });
        return client.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        client.close();
        endpoint.close();
    }
}
