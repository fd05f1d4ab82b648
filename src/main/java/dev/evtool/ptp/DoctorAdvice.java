package dev.evtool.ptp;

import dev.evtool.stream.Finding;
import java.util.List;

/// Next steps as commands that can be typed as they stand, with the proxy's address in them; each in backticks, by which
/// [Finding#command] and whoever prints it know it.
record DoctorAdvice(PtpSettings settings) {

    /// The proxy as the user may name it on a command line.
    String proxy() {
        return settings.url();
    }

    /// This examination again, for the same nodes, with something changed.
    String again(String options) {
        String nodes = settings.nodes().isEmpty() || options.contains("--node") ? ""
                : " --node " + String.join(",", settings.nodes());
        return typed("evtool ptp doctor --proxy " + proxy() + nodes + " " + options);
    }

    /// Another command about the same proxy.
    String run(String command) {
        return typed(plain(command));
    }

    /// Asking instead of being told, for which the proxy need not reach us.
    String poll() {
        String nodes = settings.nodes().isEmpty() ? "" : " --node " + String.join(",", settings.nodes());
        return typed(plain("watch") + nodes + " --poll 5s");
    }

    /// A try by hand.
    static String curl(String url) {
        return typed("curl -i " + url);
    }

    String health(PtpApi api) {
        return curl(proxy() + api.basePath() + "health");
    }

    /// The same address with another scheme or port.
    String at(String scheme, int port, String options) {
        String url = settings.proxy().newBuilder().scheme(scheme).port(port).build().toString().replaceFirst("/$", "");
        return typed("evtool ptp doctor --proxy " + url + (options.isEmpty() ? "" : " " + options));
    }

    private String plain(String command) {
        return "evtool ptp " + command + " --proxy " + proxy();
    }

    /// The last lines that the proxy logged.
    static String log() {
        return typed("kubectl -n openshift-ptp logs ds/linuxptp-daemon -c cloud-event-proxy --tail 50");
    }

    static String typed(String command) {
        return "`" + command + "`";
    }

    boolean proxyIsHere() {
        return new ConsumerEndpoint(settings.proxy().toString()).isLocal();
    }

    /// Some of them, and how many more there are.
    static String few(List<String> all, int most) {
        String first = String.join(", ", all.subList(0, Math.min(most, all.size())));
        return all.size() > most ? first + " and " + (all.size() - most) + " more" : first;
    }

    /// Such as `1 consumer` and `2 consumers`.
    static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
