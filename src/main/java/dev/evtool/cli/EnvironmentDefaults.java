package dev.evtool.cli;

import dev.evtool.config.Environment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Every long option has a variable, `EVTOOL_CONNECT_TIMEOUT` for `--connect-timeout`; the command line counts more.
record EnvironmentDefaults(Map<String, String> environment) implements IDefaultValueProvider {

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        if (arg instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()) {
            return Environment.value(environment, option.longestName()).orElse(null);
        }
        return null;
    }

    /// picocli asks for it at every start, for its trace: the environment is none of that, and to be told the parts of a
    /// record the JDK makes code first.
    @Override
    public String toString() {
        return "the variables EVTOOL_*";
    }
}
