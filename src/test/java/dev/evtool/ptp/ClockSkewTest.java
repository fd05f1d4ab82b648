package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The proxy's clock, by the `Date` of its answers.
@Timeout(60)
class ClockSkewTest {

    private static String date(Duration ahead) {
        return "Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plus(ahead).atOffset(ZoneOffset.UTC));
    }

    private static List<Notice> warnings(Duration... aheads) throws Exception {
        CollectingSink sink = new CollectingSink();
        ClockSkew skew = new ClockSkew(new PtpInbound("p", sink));
        for (Duration ahead : aheads) {
            skew.see(new ProxyCalls.Answer(200, "text/plain", Instant.now().plus(ahead), new byte[0]));
        }
        return sink.notices(Notice.Kind.WARNING);
    }

    @Test
    void smallOnesAreNoneOfOurBusiness() throws Exception {
        assertEquals(List.of(), warnings(Duration.ofSeconds(1), Duration.ofSeconds(-1), Duration.ZERO));
    }

    @Test
    void itIsToldOnceAndAgainWhenItIsGone() throws Exception {
        Duration hour = Duration.ofHours(1);
        assertEquals(1, warnings(hour, hour.plusSeconds(1), hour).size());
        List<Notice> both = warnings(hour, hour, Duration.ZERO, Duration.ZERO);
        assertEquals(2, both.size());
        assertTrue(both.getLast().text().contains("agrees"), both.getLast().text());
    }

    @Test
    void anAnswerWithoutDateSaysNothing() throws Exception {
        CollectingSink sink = new CollectingSink();
        new ClockSkew(new PtpInbound("p", sink)).see(new ProxyCalls.Answer(200, "", null, new byte[0]));
        assertEquals(List.of(), sink.items());
    }

    @ParameterizedTest
    @CsvSource({"3600,ahead of", "-3600,behind"})
    void aWatchWarnsOnceWithAmountAndDirection(long seconds, String direction) throws Exception {
        try (CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1));
                ProxyCaller behind = new ProxyCaller(proxy.uri());
                ScriptedServer front = new ScriptedServer(request -> ScriptedServer.relayed(behind, request,
                        date(Duration.ofSeconds(seconds))))) {
            proxy.addPublisher(PtpResource.LOCK_STATE.address("n"));
            proxy.know(PtpResource.LOCK_STATE, "n", List.of(PtpValue.state("/cluster/node/n/e/master", "LOCKED")));
            try (Watching watching = new Watching(Watching.settings(front.uri(), List.of(), List.of()))) {
                String text = watching.await(Notice.Kind.WARNING, "clock").text();
                assertTrue(text.matches("(?s).*\\b(3[56]\\d\\d) s " + direction + " this machine's.*"), text);
                int healths = front.requests().size();
                ProxyCaller.until(() -> front.requests().size() > healths + 6);
                assertEquals(1, watching.sink.notices(Notice.Kind.WARNING).size(), "told once");
            }
        }
    }
}
