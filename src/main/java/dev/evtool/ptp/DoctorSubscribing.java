package dev.evtool.ptp;

import dev.evtool.ptp.ProxyClient.Subscribed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The doctor's subscribe calls, and what became of them.
final class DoctorSubscribing {

    private final ProxyClient client;
    private final String url;
    private final Map<String, String> idByAddress = new LinkedHashMap<>();
    /// Whose it is by address: resources whose one subscription at a v1 sidecar is somebody else's.
    private final Map<String, String> foreign = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private @Nullable Subscribed refusal;
    private Duration slowest = Duration.ZERO;

    /// @param url of our receiver
    DoctorSubscribing(ProxyClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /// Subscribes to each. A proxy that cannot reach us needs 2 s and more to say so, each time: the first such answer is
    /// enough.
    void run(List<String> addresses) throws ProxyException, InterruptedException {
        for (String address : addresses) {
            long start = System.nanoTime();
            Subscribed answer = client.subscribe(address, url);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            ProxySubscription made = answer.made();
            if (made != null && !made.endpoint().isEmpty() && !made.endpoint().equals(url)) {
                foreign.put(address, new ConsumerEndpoint(made.endpoint()).owner());
            } else if (answer.status() == 201 && made != null) {
                idByAddress.put(address, made.id());
            } else {
                refused.add(address);
                refusal = answer;
                if (idByAddress.isEmpty() && answer.status() != 404) {
                    return;
                }
            }
        }
    }

    /// Those that are ours.
    Map<String, String> idByAddress() {
        return idByAddress;
    }

    Map<String, String> foreign() {
        return foreign;
    }

    List<String> refused() {
        return refused;
    }

    /// The last one.
    @Nullable
    Subscribed refusal() {
        return refusal;
    }

    /// Of the calls.
    Duration slowest() {
        return slowest;
    }

    String url() {
        return url;
    }

    /// How many of our subscriptions the proxy has not any more.
    int lost() throws ProxyException, InterruptedException {
        List<String> there = client.subscriptions().stream().map(ProxySubscription::id).toList();
        return (int) idByAddress.values().stream().filter(id -> !there.contains(id)).count();
    }

    /// Deletes what is ours, also what we were not told of because we were interrupted.
    ///
    /// @return how many the proxy still has
    int deleteAll() throws ProxyException, InterruptedException {
        for (String id : idByAddress.values()) {
            client.delete(id);
        }
        int left = 0;
        for (ProxySubscription one : client.subscriptions()) {
            if (one.endpoint().equals(url) && !client.delete(one.id())) {
                left++;
            }
        }
        return left;
    }
}
