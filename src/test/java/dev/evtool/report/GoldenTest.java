package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.evtool.Golden;
import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.terminal.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each format as each kind of stream gets it.
class GoldenTest {

    /// Makes a printer, which is given whoever hears what is not for stdout.
    interface Format {
        EventPrinter printer(OutputStream out, Look look, Messages messages);
    }

    @ParameterizedTest
    @EnumSource
    void text(Look look) throws IOException {
        Format text = (out, l, messages) -> new TextPrinter(out, l.theme(), Samples.FAMILIES, messages::notice,
                LineStyle.USUAL);
        Golden.check("report/text-" + look.word(), print(text, look, Samples.stream()));
        Golden.check("report/text-mixed-" + look.word(), print(text, look, Samples.mixedStream()));
    }

    @ParameterizedTest
    @EnumSource
    void table(Look look) throws IOException {
        Format table = (out, l, messages) -> new TablePrinter(out, l.theme(), l.columns(), Samples.FAMILIES,
                messages::notice);
        Golden.check("report/table-" + look.word(), print(table, look, Samples.stream()));
        Golden.check("report/table-mixed-" + look.word(), print(table, look, Samples.mixedStream()));
    }

    @ParameterizedTest
    @EnumSource
    void ndjson(Look look) throws IOException {
        Golden.check("report/ndjson-" + look.word(),
                print((out, l, _) -> new NdjsonPrinter(out, l.theme(), GoldenTest::encode), look, Samples.stream()));
    }

    @ParameterizedTest
    @EnumSource
    void json(Look look) throws IOException {
        Format json = (out, l, _) -> new JsonPrinter(out, l.theme(), GoldenTest::encode);
        Golden.check("report/json-" + look.word(), print(json, look, Samples.stream()));
        Golden.check("report/json-empty", print(json, look, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void template(Look look) throws IOException {
        Format template = (out, l, messages) -> new TemplatePrinter(out, l.theme(), event -> render(event, l.theme()),
                messages::notice, messages::gap);
        Golden.check("report/template-" + look.word(), print(template, look, Samples.stream()));
    }

    @ParameterizedTest
    @EnumSource
    void messages(Look look) throws IOException {
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        Messages messages = new Messages(stderr, look.theme());
        for (Notice.Kind kind : Notice.Kind.values()) {
            messages.notice(new Notice("ptp://node1", Samples.START, kind, kind.word() + " \u001b[2J節点"));
        }
        messages.problem("cannot read a\nb.ndjson", "it is no capture", "evtool capture info FILE says what it is");
        messages.problem("node1:9043 refused the connection", null, "start the proxy");
        messages.problem("no room", null, null);
        messages.summary(new Summary(20, 18, 1, 0, 3, 0, 2, 0, Duration.ofMillis(12_345)));
        Golden.check("report/messages-" + look.word(), stderr.toString(UTF_8));
    }

    private static byte[] encode(StreamItem item) {
        String json = switch (item) {
            case Event event -> "{\"id\":\"%s\",\"subject\":\"%s\"}".formatted(event.id(), event.subject());
            case Gap gap -> "{\"type\":\"evtool.gap\",\"reason\":\"%s\"}".formatted(gap.reason());
            case Notice _ -> "{\"type\":\"evtool.notice\",\"text\":\"\u009b2J\u202e\"}";
        };
        return json.getBytes(UTF_8);
    }

    /// As the filter's templates do: values are cleaned, the layout between them is the user's own.
    private static List<String> render(Event event, Theme theme) {
        return event.facts().rows().stream()
                .map(row -> theme.safe(Samples.text(row, "node")) + "\t" + theme.safe(Samples.text(row, "state")))
                .toList();
    }

    /// stdout and stderr as they meet on a terminal; every other item is followed by a flush, as in a live stream.
    private static String print(Format format, Look look, List<StreamItem> items) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        EventPrinter printer = format.printer(both, look, new Messages(both, look.theme()));
        printer.begin();
        for (int i = 0; i < items.size(); i++) {
            printer.item(items.get(i));
            if (i % 2 == 1) {
                printer.flush();
            }
        }
        printer.end();
        return both.toString(UTF_8);
    }
}
