package dev.evtool.notify;

import dev.evtool.event.CloudEventReader;
import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Event;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Sink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What evtool makes of messages, as it comes to the printers and into a capture.
final class Passage implements Sink {

    private final List<StreamItem> items = new ArrayList<>();
    private final NotifyIntake intake;

    Passage(TapWish wish, boolean keepsSecrets) {
        BrokerSettings broker = new BrokerSettings(List.of(new BrokerHost("localhost", 5672)), "/",
                new BrokerLogin.Certificate(), false, Connecting.DEFAULT.keepingSecrets(keepsSecrets));
        this.intake = new NotifyIntake(new TapSettings(broker, wish, false), this);
    }

    Passage() {
        this(TapWish.USUAL, false);
    }

    Passage take(Arrival arrival) throws InterruptedException {
        intake.take(arrival);
        return this;
    }

    List<Event> events() {
        return items.stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
    }

    Event event() {
        return events().getLast();
    }

    List<String> notices() {
        return items.stream().filter(Notice.class::isInstance).map(item -> ((Notice) item).text()).toList();
    }

    /// All items as lines of a capture.
    String lines() {
        StringBuilder text = new StringBuilder();
        items.forEach(item -> text.append(new String(new CloudEventWriter().line(item), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /// The last event, written to a capture and read back.
    Event recorded() throws JsonFormatException {
        byte[] line = new CloudEventWriter().line(event());
        NotifyVocabulary vocabulary = new NotifyVocabulary();
        CloudEventReader reader = new CloudEventReader(
                (source, type) -> vocabulary.claims(source, type) ? Optional.of(vocabulary) : Optional.empty());
        return (Event) reader.read(line, 0, line.length, Instant.EPOCH);
    }

    @Override
    public void put(StreamItem item) {
        items.add(item);
    }

    @Override
    public boolean putSafely(StreamItem item, Duration limit) {
        return items.add(item);
    }

    @Override
    public boolean isEnding() {
        return false;
    }
}
