package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Finding.Verdict;
import dev.evtool.stream.Security;
import dev.evtool.stream.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run of the doctor in a test: how it is set up, and what it found.
final class Examination {

    private String proxy;
    private List<String> nodes = List.of();
    private List<String> resources = List.of();
    private @Nullable PtpApi api;
    private @Nullable String advertise;
    private Duration timeout = Duration.ofSeconds(5);
    private InetSocketAddress listen = PtpSourceType.LOOPBACK;
    private Security security = Security.NONE;
    private @Nullable Duration wait;
    private List<Integer> usualPorts = List.of();
    private Consumer<Finding> also = finding -> {};
    final List<Finding> findings = new ArrayList<>();

    private Examination(String proxy) {
        this.proxy = proxy;
    }

    static Examination of(String proxy) {
        return new Examination(proxy);
    }

    static Examination of(CloudEventProxy proxy) {
        return new Examination(proxy.uri().toString());
    }

    Examination nodes(String... names) {
        nodes = List.of(names);
        return this;
    }

    Examination resources(String... paths) {
        resources = List.of(paths);
        return this;
    }

    Examination api(PtpApi wish) {
        api = wish;
        return this;
    }

    Examination advertise(String url) {
        advertise = url;
        return this;
    }

    Examination timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /// @param ca `null` to verify nothing
    Examination trusting(@Nullable Path ca) {
        security = new Security(new TlsFiles(ca, null, null, ca == null), null, TlsFiles.NONE);
        return this;
    }

    Examination listen(int port) {
        listen = new InetSocketAddress(PtpSourceType.LOOPBACK.getAddress(), port);
        return this;
    }

    Examination wait(Duration patience) {
        wait = patience;
        return this;
    }

    Examination usualPorts(int port) {
        usualPorts = List.of(port);
        return this;
    }

    /// Does something when a step has been told of.
    Examination at(String step, FailingRunnable action) {
        also = finding -> {
            if (finding.step().equals(step)) {
                action.runUnchecked();
            }
        };
        return this;
    }

    interface FailingRunnable {
        void run() throws Exception;

        default void runUnchecked() {
            try {
                run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    boolean run() throws Exception {
        PtpSettings settings = new PtpSettings(PtpSettings.proxy(proxy, api), nodes, resources, api, null,
                advertise == null ? null : PtpSettings.advertise(advertise),
                new Connecting(timeout, false).with(security));
        return new PtpDoctor(settings, listen, wait, finding -> {
            findings.add(finding);
            also.accept(finding);
        }, usualPorts).run();
    }

    /// Requires that events can arrive.
    Examination well() throws Exception {
        assertTrue(run(), findings::toString);
        inOrder();
        return this;
    }

    /// Requires that events cannot arrive, that the first bad step is this one, and all before it well (`warn` and what
    /// was skipped for a reason of its own included).
    Finding fails(String step) throws Exception {
        assertTrue(!run(), findings::toString);
        inOrder();
        Finding bad = findings.stream().filter(f -> f.verdict().isBad()).findFirst().orElseThrow();
        assertEquals(step, bad.step(), findings::toString);
        assertTrue(bad.next() != null, bad::toString);
        return bad;
    }

    private void inOrder() {
        List<String> steps = findings.stream().map(Finding::step).toList();
        List<String> expected = PtpDoctor.STEPS.stream().filter(steps::contains).toList();
        assertEquals(PtpDoctor.STEPS.stream().sorted().toList(), steps.stream().distinct().sorted().toList());
        if (findings.stream().anyMatch(f -> f.step().equals("reach") && f.verdict() != Verdict.SKIPPED)) {
            assertEquals(expected, steps.stream().distinct().toList());
        }
    }

    Finding finding(String step) {
        return findings.stream().filter(f -> f.step().equals(step)).findFirst().orElseThrow();
    }

    Verdict verdict(String step) {
        return finding(step).verdict();
    }

    String verdicts(String... steps) {
        return String.join(" ", List.of(steps).stream().map(s -> verdict(s).word()).toList());
    }

    /// Requires that everything from this step on was not looked at.
    void skippedFrom(String step) {
        for (String later : PtpDoctor.STEPS.subList(PtpDoctor.STEPS.indexOf(step), PtpDoctor.STEPS.size())) {
            assertEquals(Verdict.SKIPPED, verdict(later), findings::toString);
        }
    }
}
