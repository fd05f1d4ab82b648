package dev.evtool.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.StreamItem;
import dev.evtool.terminal.HostileText;
import dev.evtool.terminal.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No event, gap or notice can do anything to a terminal but print, in whatever format: only our own colours and line
/// ends are control characters in the output.
class HostileStreamTest {

    /// All that a [dev.evtool.terminal.Style] can send.
    private static final Pattern OUR_OWN = Pattern.compile("\u001b\\[(1;31|1;7|32|33|2|1)m([^\u001b]*)\u001b\\[0m");

    private static final Pattern UNSAFE = Pattern
            .compile(
                    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]");

    @ParameterizedTest
    @EnumSource
    void nothingButOurOwnColorsReachesTheStream(Look look) throws IOException {
        Random random = new Random(52);
        for (int round = 0; round < 200; round++) {
            List<StreamItem> items = items(random);
            for (EventPrinter printer : printers(look)) {
                String printed = print(printer, items);
                String rest = OUR_OWN.matcher(printed).replaceAll("$2");
                assertFalse(UNSAFE.matcher(rest).find(),
                        () -> printer.getClass().getSimpleName() + ": " + visible(printed));
                if (look == Look.ASCII) {
                    assertTrue(printed.chars().allMatch(c -> c < 0x7f), () -> visible(printed));
                }
            }
        }
    }

    /// A value that looks like one of our own sequences must not pass as one.
    @ParameterizedTest
    @EnumSource
    void ourOwnSequencesInAValueAreSpelledOut(Look look) throws IOException {
        Event benign = Samples.clock(0, "node", "if", "r", "LOCKED", "1");
        Event hostile = Samples.clock(0, "node\u001b[32m", "i\u001b[0mf", "r\u001b[1;7m", "LOCKED", "1");
        for (int i = 0; i < printers(look).size(); i++) {
            long expected = escapes(print(printers(look).get(i), List.of(benign)));
            String printed = print(printers(look).get(i), List.of(hostile));
            assertEquals(expected, escapes(printed), () -> visible(printed));
        }
    }

    private List<EventPrinter> printers(Look look) {
        Theme theme = look.theme();
        sink = new ByteArrayOutputStream();
        Messages messages = new Messages(sink, theme);
        List<EventPrinter> printers = new ArrayList<>(List.of(
                new TextPrinter(sink, theme, Samples.FAMILIES, messages::notice, LineStyle.USUAL),
                new TablePrinter(sink, theme, look.columns(), Samples.FAMILIES, messages::notice),
                new TemplatePrinter(sink, theme, event -> List.of(event.type() + theme.safe(event.id())),
                        messages::notice,
                        messages::gap)));
        if (look != Look.PIPE) {
            CloudEventWriter encoder = new CloudEventWriter();
            printers.add(new NdjsonPrinter(sink, theme, encoder::line));
            printers.add(new JsonPrinter(sink, theme, encoder::line));
        }
        return printers;
    }

    private ByteArrayOutputStream sink = new ByteArrayOutputStream();

    private String print(EventPrinter printer, List<StreamItem> items) throws IOException {
        sink.reset();
        printer.begin();
        for (StreamItem item : items) {
            printer.item(item);
        }
        printer.end();
        return sink.toString(UTF_8);
    }

    private static List<StreamItem> items(Random random) {
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        String type = HostileText.next(random).replace('\n', ' ').replace('\t', ' ');
        Payload[] payloads = {new Payload(noise, Payload.JSON), new Payload(noise, "text/plain"),
                Payload.json(HostileText.json(random)), new Payload(noise, HostileText.next(random))};
        Facts facts = Facts
                .of(List.of(Map.of("node", HostileText.next(random), "state", HostileText.next(random), "value",
                        new String(noise, ISO_8859_1))));
        String reason = HostileText.next(random);
        return List.of(
                Samples.event(0, "ptp:" + HostileText.next(random), type, HostileText.next(random), payloads[0], facts),
                Samples.event(1, HostileText.next(random), type, HostileText.next(random), payloads[1], Facts.NONE),
                Samples.event(2, HostileText.next(random), type, null, payloads[2], Facts.NONE),
                Samples.event(3, "ptp:", type, reason, payloads[3], Facts.NONE),
                Gap.possible(HostileText.next(random), Samples.START, Samples.START, reason),
                new Notice(HostileText.next(random), Samples.START, Notice.Kind.MALFORMED, reason));
    }

    private static long escapes(String text) {
        return text.chars().filter(c -> c == 0x1b).count();
    }

    private static String visible(String text) {
        return text.chars().collect(StringBuilder::new, (out, c) -> out.append((c < 0x7f && c >= 0x20) || c == '\n'
                ? Character.toString(c)
                : "<%x>".formatted(c)), StringBuilder::append).toString();
    }
}
