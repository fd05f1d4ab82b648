package dev.evtool.cli;

import dev.evtool.stream.Connecting;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How the first connection is made.
@OptionGroup(value = "Connection", order = 30)
final class ConnectOptions {

    @Option(names = "--connect-timeout", paramLabel = "D", defaultValue = "10s", description = "Give up the first connection after this long; exit 3. Default: ${DEFAULT-VALUE}.")
    Duration timeout = Connecting.DEFAULT.timeout();

    Connecting connecting(boolean retry) {
        return new Connecting(timeout, retry);
    }
}
