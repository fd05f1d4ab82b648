package dev.evtool.ptp;

import dev.evtool.stream.Problem;
import org.jspecify.annotations.Nullable;

/// Finds out what a proxy speaks: v2 proxies answer 404 to paths of v1 and the reverse (`ptp.md`, section 2).
record ProxyProbe(ProxyCalls calls) {

    /// A client for what the proxy speaks.
    ///
    /// @param wish what the user says that it speaks; `null` to find out
    /// @throws ProxyException if it speaks none of it, or something else than wished
    ProxyClient find(@Nullable PtpApi wish) throws ProxyException, InterruptedException {
        for (PtpApi api : PtpApi.values()) {
            ProxyCalls.Answer answer = calls.getSoon(api.basePath().substring(1) + "health");
            if (speaks(api, answer)) {
                if (wish != null && wish != api) {
                    throw other(wish, api);
                }
                return client(api);
            }
            if (answer.status() != 404) {
                throw strange(api, answer);
            }
        }
        throw new ProxyException(new Problem(
                calls.name() + " answers, but speaks no API of a cloud-event-proxy (404 for its health, v2 and v1)",
                "another service listens there",
                "check the port: 9043 (v2, or between v1 proxies), 8089 (v1 sidecar): curl -i " + calls.name()));
    }

    /// A client for a version of the API.
    ProxyClient client(PtpApi api) {
        return switch (api) {
            case V2 -> new ProxyClientV2(calls);
            case V1 -> new ProxyClientV1(calls);
            case V1_TRANSPORT -> new ProxyClientTransport(calls);
        };
    }

    /// Whether an answer to health is that of this version.
    static boolean speaks(PtpApi api, ProxyCalls.Answer health) {
        return api == PtpApi.V1_TRANSPORT ? ProxyClientTransport.isHealth(health)
                : health.status() == 200 && health.text().strip().equals("OK");
    }

    private ProxyException strange(PtpApi api, ProxyCalls.Answer answer) {
        ProxyBodies bodies = new ProxyBodies(calls.name());
        if (answer.status() == 200) {
            return bodies.notProxy(api.word() + " health", ProxyBodies.isHtml(answer) ? "HTML"
                    : "what is not OK" + (answer.type().isEmpty() ? "" : " (" + answer.type() + ")"));
        }
        return new ProxyException(new Problem(calls.name() + " answered health with HTTP " + answer.status(),
                answer.status() >= 500 ? "the proxy, or a gateway before it, is in trouble"
                        : "the address leads to something else than a cloud-event-proxy",
                "look at the proxy's log, or: curl -i " + calls.name()));
    }

    private ProxyException other(PtpApi wish, PtpApi api) {
        return new ProxyException(new Problem(calls.name() + " speaks " + api.word() + ", not " + wish.word(),
                switch (api) {
                    case V2 -> "a proxy of OpenShift 4.16 or later";
                    case V1 -> "a sidecar proxy of OpenShift 4.18 or earlier, or one with --api-version=1.x";
                    case V1_TRANSPORT -> "the port by which v1 proxies speak to each other; their REST API has another";
                }, "say api " + api.word() + ", or leave it out to have it found"));
    }
}
