package dev.evtool.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The environment variables of the process, and how options are called among them.
public final class Environment {

    private Environment() {}

    /// Of this process.
    public static Map<String, String> current() {
        return System.getenv();
    }

    /// The variable that stands for a long option: `EVTOOL_CONNECT_TIMEOUT` for `--connect-timeout`.
    public static String variable(String option) {
        int name = 0; // no regular expression: this runs for every option at every start
        while (name < option.length() && option.charAt(name) == '-') {
            name++;
        }
        return "EVTOOL_" + option.substring(name).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /// What the environment says for a long option; an empty variable says nothing.
    public static Optional<String> value(Map<String, String> environment, String option) {
        return Optional.ofNullable(environment.get(variable(option))).filter(v -> !v.isEmpty());
    }
}
