package dev.evtool.container;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who answered, and how to go on with it.
///
/// @param kind what it is, whatever its address says
/// @param prefix of paths, such as `/v1.41`
/// @param events the path of the stream
/// @param ahead how far its clock is ahead of ours at most
record DockerHello(EngineKind kind, EngineInfo info, String prefix, String events, Duration ahead) {

    /// The newest API that evtool knows.
    private static final int[] OURS = {1, 51};
    private static final String OLD = "1.24";
    /// Dates are told in whole seconds.
    private static final Duration SAME_CLOCK = Duration.ofSeconds(2);
    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,4})");
    private static final int MOST_VERSION = 64;
    private static final String LIBPOD = "Libpod-Api-Version";

    /// Asks.
    static DockerHello ask(EngineSettings settings, DockerCalls calls) throws EngineException, InterruptedException {
        DockerAnswer ping = calls.head("/_ping");
        if (!ping.isGood() || ping.header("Api-Version").isEmpty()) {
            ping = calls.get("/_ping");
            if (!ping.isGood() || !ping.reason().equals("OK")) {
                throw new EngineException(refusal(calls, ping), null);
            }
        }
        Instant here = Instant.now();
        Date told = ping.headers().getDate("Date");
        // a socket may be forwarded from a machine with another clock
        boolean remote = settings.address() instanceof EngineAddress.Tcp
                || (told != null && Duration.between(here, told.toInstant()).abs().compareTo(SAME_CLOCK) > 0);
        Date date = remote ? told : null;
        Instant now = !remote ? here : date == null ? here.minusSeconds(1) : date.toInstant().minusSeconds(1);
        Duration ahead = date == null ? Duration.ZERO
                : Duration.between(here, date.toInstant()).plusSeconds(1);
        return of(settings, ping, version(calls), now, ahead);
    }

    private static dev.evtool.stream.Problem refusal(DockerCalls calls, DockerAnswer ping) {
        DockerRefusal refusal = new DockerRefusal(calls.name());
        boolean engines = ping.status() == 401 || ping.status() == 403 || ping.status() >= 500;
        return engines ? refusal.of(ping, "its version") : refusal.stranger(ping);
    }

    /// The product's version; empty where it is not told, as by gateways that allow little.
    private static String version(DockerCalls calls) throws EngineException, InterruptedException {
        DockerAnswer answer = calls.get("/version");
        return answer.isGood() && answer.json() instanceof Map<?, ?> map && map.get("Version") instanceof String version
                ? version.substring(0, Math.min(version.length(), MOST_VERSION))
                : "";
    }

    /// @param version the product's, empty if unknown
    static DockerHello of(EngineSettings settings, DockerAnswer ping, String version, Instant now, Duration ahead) {
        String libpod = ping.header(LIBPOD);
        String server = ping.header("Server");
        EngineKind kind = !libpod.isEmpty() || server.startsWith("Libpod") ? EngineKind.PODMAN
                : server.startsWith("Docker") ? EngineKind.DOCKER : settings.kind();
        String api = negotiated(ping.header("Api-Version"));
        String prefix = "/v" + (api == null ? OLD : api);
        String wish = settings.parameter("api");
        boolean compat = wish == null ? settings.kind() != EngineKind.PODMAN || libpod.isEmpty()
                : !wish.equals("native");
        String said = !compat ? "libpod API 4.0.0" : api == null ? "API " + OLD + " (it does not say which it has)"
                : "API " + api;
        String product = version.isEmpty() ? ofServer(server) : version;
        return new DockerHello(kind, new EngineInfo((kind.product() + " " + product).strip(), said, now,
                kind.memory()), prefix, compat ? prefix + "/events" : "/v4.0.0/libpod/events", ahead);
    }

    /// `Docker/20.10.24 (linux)` says it, too.
    private static String ofServer(String server) {
        Matcher version = Pattern.compile("/([\\w.+~-]{1,64})").matcher(server);
        return version.find() ? version.group(1) : "";
    }

    /// The version to speak: the engine's, if it is not newer than ours; `null` where it says none.
    static @Nullable String negotiated(String theirs) {
        Matcher version = VERSION.matcher(theirs);
        if (!version.matches()) {
            return null;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        boolean newer = major > OURS[0] || (major == OURS[0] && minor > OURS[1]);
        return newer ? OURS[0] + "." + OURS[1] : major + "." + minor;
    }

    boolean isPodman() {
        return kind == EngineKind.PODMAN;
    }

    /// What to give as the begin of a stream that shall have nothing of the past: Docker leaves out only what it has
    /// remembered, but Podman also what happens while its clock is behind.
    Instant liveFrom(Instant now) {
        return isPodman() && !ahead.isZero() ? now.minusSeconds(2) : now;
    }

    /// The time by its clock, or a little more where that is only known roughly.
    Instant now() {
        return Instant.now().plus(ahead);
    }
}
