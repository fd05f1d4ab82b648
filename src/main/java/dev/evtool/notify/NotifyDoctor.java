package dev.evtool.notify;

import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Finding.Verdict;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Walks the whole way by which notifications of one broker come to us, and says of each step what it found: name, port,
/// login, permissions, exchanges, the queues that others share, and then what is published, by listening for a while with
/// a queue of its own. It declares nothing else, takes nothing from anybody, and leaves nothing behind.
public final class NotifyDoctor {

    /// The steps, in the order of the way.
    public static final List<String> STEPS = List.of("name", "port", "tls", "login", "vhost", "broker", "tap",
            "exchange", "binding", "queues", "messages", "formats", "instances", "payloads", "secrets");

    private final TapSettings settings;
    private final Duration wait;
    private final Diagnosis diagnosis;

    /// @param wait how long to listen at most
    /// @param teller told of each finding at once
    public NotifyDoctor(TapSettings settings, Duration wait, Consumer<Finding> teller) {
        this.settings = settings;
        this.wait = wait;
        this.diagnosis = new Diagnosis(STEPS, teller);
    }

    /// Looks at everything; a step whose ground is missing is skipped.
    ///
    /// @return whether notifications can arrive: some did, and nothing speaks against it
    public boolean run() throws InterruptedException {
        List<String> news = new CopyOnWriteArrayList<>();
        DoctorDoor door = new DoctorDoor(settings.broker(), diagnosis);
        try (BrokerConnection connection = door.enter(news::add)) {
            news.forEach(text -> diagnosis.say("tls", Verdict.WARN, text, null));
            if (connection != null) {
                look(connection);
            }
        } catch (StreamException e) {
            diagnosis.say(diagnosis.firstUntold(STEPS), Verdict.FAIL, e.problem());
        }
        diagnosis.skipRest();
        return diagnosis.isWell();
    }

    private void look(BrokerConnection connection) throws InterruptedException {
        try {
            DoctorBus bus = new DoctorBus(settings, connection, diagnosis);
            Tap tap = bus.look();
            if (tap != null) {
                new DoctorTraffic(settings, bus.hasQueues(), diagnosis).look(tap, wait);
            }
        } catch (BrokerException e) {
            diagnosis.say(diagnosis.firstUntold(STEPS), Verdict.FAIL, e.problem());
        }
    }
}
