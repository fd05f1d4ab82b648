package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUriTest {

    /// Whatever is referred to is `of REFERENCE`.
    private static final Connecting CONNECTING = new Connecting(Duration.ofSeconds(1), false, Security.NONE,
            (option, reference) -> new Secret(reference, news -> "of " + reference));

    private static TapSettings parse(String uri) throws StreamException.Usage {
        return TapUri.parse(uri, CONNECTING, TapWish.USUAL);
    }

    private static String login(BrokerSettings broker) throws StreamException {
        return switch (broker.login()) {
            case BrokerLogin.Password login -> login.user() + " " + login.password().value(news -> {});
            case BrokerLogin.Certificate login -> "certificate";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"amqp://h | amqp://h:5672 | / | guest guest", //
            "AMQP://h:1/ | amqp://h:1 | / | guest guest", "amqp://h// | amqp://h:5672 | / | guest guest",
            "amqp://h/%2F | amqp://h:5672 | / | guest guest",
            "amqp://h/cloud | amqp://h:5672/cloud | cloud | guest guest",
            "amqp://h/a%2Fb | amqp://h:5672/a%2Fb | a/b | guest guest", "amqps://h | amqps://h:5671 | / | guest guest",
            "amqp://h?ssl=1 | amqps://h:5671 | / | guest guest",
            "amqp://[::1]:7/v | amqp://[::1]:7/v | v | guest guest",
            "amqp://ops:p%40ss%2Fw%3Ard%2C%25+@h | amqp://h:5672 | / | ops p@ss/w:rd,%+",
            "amqp://ops@h?password=env:PW | amqp://h:5672 | / | ops of env:PW",
            "amqp://o%40ps:x@a,b:7,[::1]/v | amqp://a:5672,b:7,[::1]:5672/v | v | o@ps x",
            "rabbit://os:pw@a:5672,os:pw@b:5673/cloud | amqp://a:5672,b:5673/cloud | cloud | os pw"})
    void addressesAreRead(String uri, String name, String vhost, String login) throws Exception {
        BrokerSettings broker = parse(uri).broker();
        assertEquals(name, broker.name());
        assertEquals(vhost, broker.vhost());
        assertEquals(login, login(broker));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://ops:SECRET@h", "rabbit://ops:SECRET@a,ops:SECRET@b//", "amqp://ops:SECRET%40@h/v"})
    void aPasswordInAnAddressStandsInNoText(String uri) throws Exception {
        TapSettings settings = parse(uri);
        assertTrue(settings.pasted());
        assertFalse(settings.toString().contains("SECRET"), settings.toString());
        assertFalse(settings.broker().sourceOf("nova").contains("SECRET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://h", "amqp://guest:guest@h", "amqp://ops@h?password=env:SECRET"})
    void nothingIsPastedWhereAReferenceOrTheUsualPasswordStands(String uri) throws Exception {
        assertFalse(parse(uri).pasted());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"amqp:// | has no host", "http://h | begins with amqp://",
            "amqp://h:0 | no port", "amqp://h:99999 | no port", "amqp://::1 | wants brackets",
            "amqp://ops@h | no password for the user ops", "amqp://ops:SECRET@h?password=env:X | two passwords",
            "amqp://ops:SECRET/x@h | an @ behind the host", "amqp://ops:SECRET | no port",
            "amqp://ops:12/SECRET@h | an @ behind the host",
            "amqp://ops:12?SECRET@h | an @ behind the host", "amqp://ops:12,SECRET@h | no user",
            "amqp://ops:%ZZSECRET@h | not properly encoded", "amqp://a:SECRET@h,b:SECRET@i | different users",
            "amqp://h?auth=external | there is none", "amqp://h?auth=magic | plain or external",
            "amqp://h?ca=/x | without TLS", "amqp://h?colour=red | knows no parameter \"colour\"",
            "amqp://h?queue=notifications.info | others live from", "amqp://h?durable-queue=a&consume=b | contradict",
            "amqp://h?durable-queue=notifications.info | services make",
            "amqp://h?topic=mine&durable-queue=mine.error | services make",
            "amqp://h?durable-queue=ironic_versioned_notifications.info | services make",
            "amqp://h?durable-queue=amq.mine | the broker's own", "amqp://h?topic=%23 | remote calls",
            "amqp://h?topic=a.* | remote calls", "amqp://h?prefetch=0 | out of range",
            "amqp://h?consume=q&event-type=instance.* | lost to everybody",
            "amqp://h?consume=q&priority=error | lost to everybody", "amqp://h?cert=x | without TLS",
            "amqp://h?consume= | 1 to 255 bytes",
            "amqp://h?prefetch=0 | out of range", "amqp://h?prefetch=65536 | out of range",
            "amqp://h?priority=loud | no priority"})
    void whatMakesNoSenseIsExplainedWithoutTheSecret(String uri, String words) {
        Problem problem = assertThrows(StreamException.Usage.class, () -> parse(uri)).problem();
        assertTrue(problem.what().contains(words), problem.toString());
        assertFalse(problem.toString().contains("SECRET"), problem.toString());
        assertTrue(problem.next() != null, "no next step");
    }

    @Test
    void namesFitIntoAmqp() {
        String longName = "v".repeat(256);
        for (String uri : List.of("amqp://h/" + longName, "amqp://h?topic=" + longName,
                "amqp://h?exchange=" + longName, "amqp://h?durable-queue=" + longName)) {
            assertThrows(StreamException.Usage.class,
                    () -> TapUri.parse(uri, Connecting.DEFAULT, TapWish.USUAL), uri);
        }
        TapWish blank = TapWish.USUAL.with(List.of("nova"), List.of(""));
        assertThrows(StreamException.Usage.class, () -> TapUri.parse("amqp://h", Connecting.DEFAULT, blank));
    }

    @Test
    void anAddressSaysWhatIsWanted() throws Exception {
        TapWish wish = parse("amqp://h?exchange=nova,neutron&topic=a,b&priority=ERROR,warn&event-type=instance.*"
                + "&prefetch=7&durable-queue=evtool.tap").wish();
        assertEquals(List.of("nova", "neutron"), wish.exchanges());
        assertEquals(List.of("a.error", "a.warn", "b.error", "b.warn"), wish.bindingKeys());
        assertEquals(List.of("instance.*"), wish.eventTypes());
        assertEquals(7, wish.prefetch());
        assertEquals(new TapQueue.Durable("evtool.tap"), wish.queue());
    }

    @Test
    void whatIsNotSaidIsAsUsual() throws Exception {
        TapWish wish = parse("amqp://h").wish();
        assertEquals(TapWish.USUAL, wish);
        assertEquals(List.of("versioned_notifications.*", "notifications.*"), wish.bindingKeys());
        assertEquals(new TapQueue.Shared("q"), parse("amqp://h?consume=q").wish().queue());
    }
}
