package dev.evtool.notify;

import dev.evtool.notify.BusSample.Traffic;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Finding.Verdict;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The doctor's third part: whether anything is published.
final class DoctorTraffic {

    /// Once all that is wished for was seen, a little more makes the picture complete.
    private static final Duration AFTERGLOW = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final int MOST_KEYS = 4;
    private static final int MOST_PUBLISHERS = 3;

    private final TapSettings settings;
    private final boolean queues;
    private final Diagnosis doctor;
    private final BrokerAdvice advice;
    private final BusSample sample;

    /// @param queues whether there is one of the queues that services make before they first publish
    DoctorTraffic(TapSettings settings, boolean queues, Diagnosis doctor) {
        this.settings = settings;
        this.queues = queues;
        this.doctor = doctor;
        this.advice = new BrokerAdvice(settings.broker());
        this.sample = new BusSample(settings.wish());
    }

    /// Listens, and says what it heard, also where it was interrupted.
    ///
    /// @param wait how long at most
    void look(Tap tap, Duration wait) throws InterruptedException {
        long start = System.nanoTime();
        boolean interrupted = false;
        @Nullable
        BrokerException broken = null;
        try {
            gather(tap, start + wait.toNanos());
        } catch (InterruptedException toldToStop) {
            interrupted = true;
        } catch (BrokerException e) {
            broken = e;
        }
        Duration took = Duration.ofSeconds(Math.max(1,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start + TimeUnit.MILLISECONDS.toNanos(500))));
        sample.byExchange().forEach((exchange, traffic) -> say(exchange, traffic, DurationText.of(took)));
        if (sample.malformed.total() > 0) {
            doctor.say("messages", Verdict.WARN, BrokerAdvice.count(sample.malformed.total(), "message")
                    + " no notification: " + sample.malformed.counted(MOST_KEYS),
                    "see them: " + advice.run("watch", "-f 'format == \"foreign\" || format == \"rpc\"'"));
        }
        if (broken != null) {
            doctor.say("messages", Verdict.FAIL, broken.problem());
        }
        if (sample.read() > 0) {
            new DoctorContent(settings, sample, doctor).look();
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private void gather(Tap tap, long deadline) throws BrokerException, InterruptedException {
        long end = deadline;
        boolean complete = false;
        while (System.nanoTime() - end < 0) {
            Arrival arrival = tap.next(GLANCE);
            if (arrival == null) {
                continue;
            }
            sample.add(arrival);
            tap.acknowledge(arrival.tag());
            if (!complete && sample.hasAll()) {
                complete = true;
                end = Math.min(end, System.nanoTime() + AFTERGLOW.toNanos());
            }
        }
    }

    private void say(String exchange, Traffic traffic, String took) {
        if (traffic.keys().total() > 0 && traffic.publishers().total() == 0) {
            doctor.say("messages", Verdict.UNPROVEN, exchange + ": "
                    + BrokerAdvice.count(traffic.keys().total(), "message") + " in " + took
                    + ", but no notification among them", silent(exchange));
        } else if (traffic.keys().total() > 0) {
            doctor.ok("messages", exchange + ": " + BrokerAdvice.count(traffic.keys().total(), "message") + " in "
                    + took + ": " + traffic.keys().counted(MOST_KEYS) + "; from "
                    + traffic.publishers().named(MOST_PUBLISHERS));
        } else if (traffic.others().total() > 0) {
            String topics = String.join(",",
                    traffic.others().texts().stream().map(BusSample::topic).distinct().sorted().toList());
            doctor.say("messages", Verdict.UNPROVEN, exchange + ": nothing in " + took + " on "
                    + String.join(", ", settings.wish().topics()) + ", but on other topics: "
                    + traffic.others().counted(MOST_KEYS),
                    "the service is set up for those (versioned_notifications_topics, topics): "
                            + advice.again("--exchange " + exchange + " --topic " + topics));
        } else {
            doctor.say("messages", Verdict.UNPROVEN, exchange + ": nothing came in " + took + (queues
                    ? "; the queues show that a service has published before, or a listener waits"
                    : ""), silent(exchange));
        }
    }

    private String silent(String exchange) {
        String longer = "do something that is told of, and listen longer: "
                + advice.again((exchange.equals(TapWish.EXCHANGE) ? "" : "--exchange " + exchange + " ")
                        + "--wait 5m");
        return queues ? longer
                : "a service sends nothing unless it has [oslo_messaging_notifications] driver = messagingv2; with it, "
                        + longer;
    }
}
