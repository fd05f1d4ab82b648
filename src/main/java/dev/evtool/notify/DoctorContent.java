package dev.evtool.notify;

import dev.evtool.schema.Verdict;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The doctor's last part: in which form notifications come, and the settings of services that explain what does not
/// (`oslo-notifications.md`, 3 and 5).
record DoctorContent(TapSettings settings, BusSample sample, Diagnosis doctor) {

    private static final int MOST = 5;

    void look() {
        formats();
        instances();
        payloads();
        secrets();
    }

    private void formats() {
        int versioned = sample.versioned.total();
        int legacy = sample.legacy.total();
        String evidence = versioned + " versioned, " + legacy + " unversioned; " + sample.wrappings.counted(MOST)
                + "; " + BrokerAdvice.count(sample.eventTypes.texts().size(), "event type");
        boolean onlyLegacy = versioned == 0 && isNova() && settings.wish().topics().contains(TapWish.VERSIONED_TOPIC);
        doctor.say("formats", onlyLegacy ? Finding.Verdict.WARN : Finding.Verdict.OK, evidence,
                formatsNext(onlyLegacy, versioned));
    }

    private @Nullable String formatsNext(boolean onlyLegacy, int versioned) {
        List<String> next = new ArrayList<>();
        if (onlyLegacy) {
            next.add("Nova sends versioned ones with [notifications] notification_format = versioned, or both; its "
                    + "default is unversioned");
        } else if (sample.legacy.total() == 0 && versioned > 0
                && settings().wish().topics().contains(TapWish.LEGACY_TOPIC)) {
            next.add("Nova sends unversioned ones, too, with [notifications] notification_format = both");
        }
        if (sample.wrappings.of(BusSample.BARE) > 0) {
            next.add("the envelope comes with [oslo_messaging_notifications] driver = messagingv2; without it is "
                    + "driver = messaging");
        }
        return next.isEmpty() ? null : String.join("; ", next);
    }

    private boolean isNova() {
        BusSample.Traffic nova = sample.byExchange().get(TapWish.EXCHANGE);
        return (nova != null && nova.keys().total() > 0)
                || sample.eventTypes.texts().stream().anyMatch(type -> type.startsWith("compute."));
    }

    private void instances() {
        InstanceNews news = sample.instances();
        if (!news.isSeen()) {
            doctor.skip("instances", "no versioned notification of an instance came");
            return;
        }
        String evidence = (news.lacksUpdates() ? "no instance.update came" : "with instance.update")
                + (news.lacksDisks() ? "; block_devices is null" : "");
        List<String> next = new ArrayList<>();
        if (news.lacksUpdates()) {
            next.add("[notifications] notify_on_state_change = vm_and_task_state has Nova send it");
        }
        if (news.lacksDisks()) {
            next.add("[notifications] bdms_in_notifications = true fills block_devices");
        }
        doctor.say("instances", Finding.Verdict.OK, evidence, next.isEmpty() ? null : String.join("; ", next));
    }

    private void payloads() {
        String counts = Stream.of(Verdict.values()).filter(verdict -> sample.verdicts(verdict) > 0)
                .map(verdict -> sample.verdicts(verdict) + " " + verdict).collect(Collectors.joining(", "));
        String evidence = counts
                + (sample.drifting.total() == 0 ? "" : ": " + sample.drifting.counted(MOST));
        boolean broken = sample.verdicts(Verdict.INVALID) + sample.verdicts(Verdict.INCOMPATIBLE) > 0;
        doctor.say("payloads", broken ? Finding.Verdict.WARN : Finding.Verdict.OK, evidence,
                broken ? "what is wrong with them: "
                        + new BrokerAdvice(settings.broker()).run("watch",
                                "--validate -f 'verdict in [\"invalid\", \"incompatible\"]'")
                        : null);
    }

    private void secrets() {
        if (sample.secrets() == 0) {
            doctor.ok("secrets", "no token or service catalog in the messages");
        } else {
            doctor.say("secrets", Finding.Verdict.WARN, "a token or service catalog stands in the context of "
                    + BrokerAdvice.count(sample.secrets(), "message") + ", for everybody who reads the bus",
                    "upgrade the services' oslo.messaging: since the fix of 2024-25 it leaves them out");
        }
    }
}
