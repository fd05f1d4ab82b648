package dev.evtool.cli;

import dev.evtool.notify.EmitSettings.MissingExchange;
import dev.evtool.notify.Pace;
import dev.evtool.stream.Problem;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How to send it.
@OptionGroup(value = "How to send it", order = 14)
final class EmitSendOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    enum Format {
        TEXT, NDJSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Packing {
        GZIP
    }

    enum Kind {
        TRANSIENT, DURABLE
    }

    @Option(names = "--dry-run", description = "Print the messages, and send nothing; no broker is needed.")
    boolean dryRun;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "How --dry-run prints: text for people, ndjson for --from of another call. Default: ${DEFAULT-VALUE}.")
    Format format = Format.TEXT;

    @Option(names = "--no-check", description = "Send also what breaks the contract of its payload.")
    boolean noCheck;

    @Option(names = "--count", paramLabel = "N", description = "Send each so often, every time with ids and time of its own. Default: once.")
    @Nullable
    Long count;

    @Option(names = "--rate", paramLabel = "N/s", description = "Not faster than this: 20/s, 6/m.")
    @Nullable
    String rate;

    @Option(names = "--bare", description = "Without the envelope, as the driver \"messaging\" sends.")
    boolean bare;

    @Option(names = "--compression", paramLabel = "gzip", description = "Compress bodies, as kombu_compression does.")
    @Nullable
    Packing compression;

    @Option(names = "--allow-unrouted", description = "Exit 0 although no queue takes a message.")
    boolean allowUnrouted;

    @Option(names = "--declare", paramLabel = "KIND", description = "Make the exchange if nobody has: transient, as services do by default, or durable. If a service then wants the other, it loses its notifications.")
    @Nullable
    Kind declare;

    @Option(names = "--timeout", paramLabel = "D", description = "Give up, with exit 3, when the broker confirms nothing for so long. Default: 30s.")
    @Nullable
    Duration timeout;

    MissingExchange missing() {
        return declare == null ? MissingExchange.FAIL
                : declare == Kind.DURABLE ? MissingExchange.DURABLE : MissingExchange.TRANSIENT;
    }

    Duration patience() {
        return timeout == null ? PATIENCE : timeout;
    }

    /// @throws UsageException if it is no rate
    Pace pace() {
        String text = rate;
        return text == null ? Pace.unbounded() : Pace.parse(text).orElseThrow(() -> new UsageException(
                new Problem("--rate " + text + " is no rate", null, "write 20/s, 6/m or 100/h")));
    }

    /// @throws UsageException if it would send nothing
    long times() {
        if (count != null && count < 1) {
            throw new UsageException(new Problem("--count " + count + " would send nothing", null,
                    "give a number from 1 on"));
        }
        return count == null ? 1 : count;
    }
}
