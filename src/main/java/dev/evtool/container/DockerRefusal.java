package dev.evtool.container;

import dev.evtool.stream.Problem;
import java.util.Locale;

/// What to say of answers that an engine should not give.
///
/// @param name what messages call the engine
record DockerRefusal(String name) {

    /// An answer other than what was asked for.
    ///
    /// @param what was asked for, such as `its events`
    Problem of(DockerAnswer answer, String what) {
        String reason = answer.reason();
        String told = reason.isEmpty() ? "" : ": " + reason;
        if (answer.status() == 400 && reason.toLowerCase(Locale.ROOT).contains("https server")) {
            return new Problem(name + " speaks TLS on this port" + told, "its address asks for plain HTTP",
                    "ask for TLS: Docker's usual port for it is 2376");
        }
        String refused = name + " refused to tell " + what + " (HTTP " + answer.status() + ")" + told;
        return switch (answer.status()) {
            case 401, 403 -> new Problem(refused, "an authorization plugin of the engine, or a gateway before it, does "
                    + "not allow that", "ask who runs it, and allow GET " + path(what));
            case 404 -> new Problem(refused, "no engine listens there, or a gateway before it hides that",
                    "check the address");
            case 400 -> new Problem(refused, "the engine does not understand what evtool asked", null);
            default -> answer.status() >= 500
                    ? new Problem(refused, "the engine has a problem", "see its log")
                    : new Problem(refused, "what listens there is no engine", "check the address");
        };
    }

    private static String path(String what) {
        return what.equals("its events") ? "/events" : what.equals("its containers") ? "/containers" : "/_ping";
    }

    /// Something else than an engine.
    Problem stranger(DockerAnswer answer) {
        if (answer.status() == 400 && answer.reason().toLowerCase(Locale.ROOT).contains("https server")) {
            return of(answer, "its version");
        }
        String server = DockerFaults.brief(answer.header("Server"));
        String text = answer.reason();
        return new Problem(name + " is no engine: it answered /_ping with HTTP " + answer.status()
                + (server.isEmpty() ? "" : " from " + server)
                + (text.isEmpty() ? "" : ": " + DockerFaults.brief(text)),
                "the address leads to another service", "check the address: an engine answers /_ping with OK");
    }
}
