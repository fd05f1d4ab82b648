package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.StreamItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real proxies told, with something of it changed, cut out or put in: it is an event or none, and nothing else
/// happens; and a capture, which has the payload only, gives the same facts again.
class DamagedRecordingsTest {

    private static final int ROUNDS = 4000;
    private static final List<String> PIECES = List.of("0x1p3", "null", "true", "{", "}", "[", "]", "1e999", "-1e-999",
            "\\u0000", "%41", " ", "-", "+", "Infinity", "NaN", "999999", "-9999999999999999", "\"", "\\", ":", ",",
            "/",
            "//", "é", "\uD83D\uDD70", "\\n", "99999999999999999999", ".5", "7.", "1f", "master", "/cluster/node/",
            "?x=#");

    private final Random random = new Random(7);
    private final PtpEvents events = new PtpEvents(Postbox.PROXY);
    private final PtpVocabulary vocabulary = new PtpVocabulary();
    private int good;
    private int bad;

    private String damaged(String body) {
        int at = random.nextInt(body.length());
        String piece = random.nextInt(4) == 0 ? String.valueOf((char) random.nextInt(1, 256))
                : PIECES.get(random.nextInt(PIECES.size()));
        return switch (random.nextInt(4)) {
            case 0 -> body.substring(0, at) + piece + body.substring(at);
            case 1 -> body.substring(0, at) + piece + body.substring(at + 1);
            case 2 -> body.substring(0, at) + body.substring(random.nextInt(at, body.length()));
            // in place of a whole text
            default -> {
                int end = body.indexOf('"', at + 1);
                int begin = end < 0 ? -1 : body.lastIndexOf('"', end - 1);
                yield begin < 0 ? body : body.substring(0, begin + 1) + piece + body.substring(end);
            }
        };
    }

    private void read(String body) {
        try {
            List<StreamItem> items = events.read(body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
            assertFalse(items.isEmpty(), body);
            items.forEach(item -> {
                if (item instanceof Event e) {
                    assertEquals(e.facts().rows(),
                            Facts.lazy(() -> vocabulary.facts(e.source(), e.type(), e.extensions(), e.payload()))
                                    .rows(),
                            body);
                }
            });
            good++;
        } catch (PtpFormatException expected) {
            bad++;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-4.14.json", "v1-4.18.json", "v2-4.18-ptp.json", "v2-main-ptp.json",
            "v2-main-mock.json"})
    void nothingElseThanAnEventOrNone(String file) throws Exception {
        List<RecordedProxy.Callback> pushes = RecordedProxy.read(file).pushes();
        for (int i = 0; i < ROUNDS; i++) {
            String body = damaged(pushes.get(i % pushes.size()).body());
            read(random.nextBoolean() ? body : damaged(body));
        }
        assertTrue(good > ROUNDS / 10 && bad > ROUNDS / 10, good + " good, " + bad + " bad");
    }
}
