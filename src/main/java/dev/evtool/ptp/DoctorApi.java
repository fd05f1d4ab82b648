package dev.evtool.ptp;

import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The doctor's second part: who answers on the port, in which API, in what health, with which clock.
final class DoctorApi {

    private static final Duration VOICE_LIMIT = Duration.ofSeconds(2);
    private static final int NOT_FOUND = 404;

    private final PtpSettings settings;
    private final ProxyCalls calls;
    private final Diagnosis doctor;
    private final DoctorAdvice advice;
    private final Map<PtpApi, ProxyCalls.Answer> answers = new EnumMap<>(PtpApi.class);

    DoctorApi(PtpSettings settings, ProxyCalls calls, Diagnosis doctor) {
        this.settings = settings;
        this.calls = calls;
        this.doctor = doctor;
        this.advice = new DoctorAdvice(settings);
    }

    /// Asks for the health by each API's own path: proxies answer 404 to the paths of others (`ptp.md`, section 2).
    ///
    /// @return a client for what the proxy speaks; `null` if it cannot be talked to
    @Nullable
    ProxyClient look() throws InterruptedException {
        try {
            for (PtpApi api : PtpApi.values()) {
                long start = System.nanoTime();
                ProxyCalls.Answer answer = calls.getSoon(api.basePath().substring(1) + "health");
                answers.put(api, answer);
                if (ProxyProbe.speaks(api, answer)) {
                    return speaks(api, answer, Duration.ofNanos(System.nanoTime() - start));
                }
                if (answer.status() != NOT_FOUND) {
                    strange(answer);
                    return null;
                }
            }
            doctor.say("api", Verdict.FAIL, "an HTTP server, but no cloud-event-proxy: " + statuses(),
                    "usual ports are 9043 (v2) and 8089 (v1 sidecar); what is there: "
                            + DoctorAdvice.curl(advice.proxy() + "/"));
        } catch (ProxyException e) {
            unheard(e);
        }
        return null;
    }

    private @Nullable ProxyClient speaks(PtpApi api, ProxyCalls.Answer health, Duration took) {
        PtpApi wish = settings.api();
        if (wish != null && wish != api) {
            doctor.say("api", Verdict.FAIL,
                    "it speaks " + api.word() + ", not " + wish.word() + " as was said: " + statuses(),
                    advice.again("--api " + api.word()));
            return null;
        }
        doctor.ok("api", switch (api) {
            case V2 -> "v2, as OpenShift 4.16 and later have it";
            case V1 -> "v1, as a consumer's sidecar has it up to OpenShift 4.18";
            case V1_TRANSPORT -> "v1-transport: a v1 publisher's port for sidecars, in whose place evtool can stand";
        });
        doctor.ok("health", "HTTP " + health.status() + " in " + took.toMillis() + " ms");
        clock(health);
        return new ProxyProbe(calls).client(api);
    }

    private String statuses() {
        return answers.entrySet().stream().map(e -> e.getKey().word() + " health HTTP " + e.getValue().status())
                .collect(Collectors.joining(", "));
    }

    /// Neither an API nor a plain no.
    private void strange(ProxyCalls.Answer answer) {
        int status = answer.status();
        String curl = advice.health(PtpApi.V2);
        if (status >= 500) {
            doctor.skip("api", "cannot be told from HTTP " + status);
            doctor.say("health", Verdict.FAIL, "HTTP " + status + ": the proxy, or a gateway before it, is in trouble",
                    "look at its log: " + DoctorAdvice.log());
        } else {
            String what = ProxyBodies.isHtml(answer) ? "a web page (HTML)"
                    : answer.type().isEmpty() ? "something else than OK" : "something else than OK, " + answer.type();
            doctor.say("api", Verdict.FAIL, "no cloud-event-proxy: it answers HTTP " + status + " with " + what,
                    "check host and port; what is there: " + curl);
        }
    }

    private void wantsTls() {
        doctor.say("api", Verdict.FAIL, "the port speaks TLS, and was spoken to in plain HTTP",
                advice.at("https", calls.base().port(), ""));
    }

    /// What is there, if it gives no answer of HTTP.
    private void unheard(ProxyException e) {
        Duration most = settings.connecting().timeout();
        PortVoice voice = PortVoice.of(calls.base().host(), calls.base().port(),
                most.compareTo(VOICE_LIMIT) < 0 ? most : VOICE_LIMIT);
        boolean hangsUp = voice.said().isEmpty() && !voice.silent();
        if (!calls.base().isHttps() && (voice.wantsTls()
                || (hangsUp && PortVoice.speaksTls(calls.base().host(), calls.base().port(), VOICE_LIMIT)))) {
            wantsTls();
        } else if (voice.isPlainHttp() && calls.base().isHttps()) {
            doctor.say("api", Verdict.FAIL, "the port speaks plain HTTP, and was spoken to in TLS",
                    advice.at("http", calls.base().port(), ""));
        } else if (calls.base().isHttps() || voice.isPlainHttp()) {
            // what TLS has to say of a certificate is worth more than what the port says in plain
            doctor.say("api", Verdict.FAIL, e.problem());
        } else {
            doctor.say("api", Verdict.FAIL, "no cloud-event-proxy: " + voice.describe(),
                    voice.silent()
                            ? "the proxy hangs, or another service has the port; try: " + advice.health(PtpApi.V2)
                            : "another service has the port; usual are 9043 (v2) and 8089 (v1 sidecar): "
                                    + advice.at("http", PtpApi.V2.port(), ""));
        }
    }

    private void clock(ProxyCalls.Answer health) {
        Duration skew = ClockSkew.of(health);
        if (skew == null) {
            doctor.say("clock", Verdict.WARN, "the proxy's answers have no date: the clocks cannot be compared",
                    "compare by hand, here and on the node: `date -u`");
        } else if (ClockSkew.isLarge(skew)) {
            doctor.say("clock", Verdict.WARN,
                    "the proxy's clock is " + ClockSkew.text(skew) + " this machine's: event times are the proxy's, so "
                            + "--since and --until will seem wrong by that",
                    "see which is wrong, here and on the node: `chronyc tracking`");
        } else {
            doctor.ok("clock", "the clocks of both ends agree within 3 s");
        }
    }
}
