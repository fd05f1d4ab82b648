package dev.evtool.ptp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/// A proxy with a state of every resource that it publishes.
final class HealthyProxy implements AutoCloseable {

    static final String NODE = "worker-7.example.com";
    private static final Pattern DATE = Pattern.compile("Date: ([^\r]+)\r");

    final CloudEventProxy proxy;

    HealthyProxy(PtpApi api, PtpSpelling spelling) throws IOException {
        proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1).speaking(api, spelling));
        for (PtpResource resource : List.of(PtpResource.SYNC_STATE, PtpResource.LOCK_STATE, PtpResource.OS_CLOCK)) {
            proxy.addPublisher(resource.address(NODE, api));
            proxy.know(resource, NODE, state("LOCKED"));
        }
        proxy.addPublisher(PtpResource.CLOCK_CLASS.address(NODE, api));
        proxy.know(PtpResource.CLOCK_CLASS, NODE,
                List.of(PtpValue.metric("/cluster/node/" + NODE + "/ens1fx/master", "6")));
    }

    private static List<PtpValue> state(String state) {
        String thing = "/cluster/node/" + NODE + "/ens1fx/master";
        return List.of(PtpValue.state(thing, state), PtpValue.metric(thing, "-3"));
    }

    /// Tells of a change.
    void change() throws InterruptedException {
        proxy.publish(PtpResource.LOCK_STATE, NODE, state("HOLDOVER"));
    }

    String url() {
        return proxy.uri().toString();
    }

    int port() {
        return proxy.uri().getPort();
    }

    List<ProxySubscription> subscriptions() {
        return proxy.subscriptions();
    }

    /// An answer with a date of an hour later.
    static byte[] anHourAhead(byte[] answer) {
        return DATE.matcher(new String(answer, StandardCharsets.ISO_8859_1)).replaceAll(date -> "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.parse(date.group(1), DateTimeFormatter.RFC_1123_DATE_TIME).plusHours(1))
                + "\r").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
