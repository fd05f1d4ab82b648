package dev.evtool.cli;

import dev.evtool.schema.Payloads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What to say: built from the catalog, taken from a file, or mapped from other documents.
@OptionGroup(value = "What to send", order = 12)
final class EmitContentOptions {

    @Option(names = "--event-type", paramLabel = "TYPE", split = ",", description = "Build a valid notification of this type, such as service.update; a pattern such as 'instance.*' or '*' for all that the catalog has.")
    List<String> eventTypes = new ArrayList<>();

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "A field of the payload, as in flavor.memory_mb=2048 or tags[0]=blue; the schema says what VALUE is. Repeatable.")
    List<String> sets = new ArrayList<>();

    @Option(names = "--set-json", paramLabel = "PATH=JSON", description = "The same with a JSON value.")
    List<String> jsonSets = new ArrayList<>();

    @Option(names = "--payload-version", paramLabel = "V", description = "The payload's version, such as 1.8, or "
            + Payloads.OLDEST
            + ": the oldest that the catalog has. Default: the newest.")
    @Nullable
    String version;

    @Option(names = "--from", paramLabel = "FILE|-", description = "Send what these files hold: messages, envelopes, samples, payloads, dumps, captures. Repeatable.")
    List<String> files = new ArrayList<>();

    @Option(names = "--like", paramLabel = "SAMPLE", description = "Send what the first record of this file says, changed by --set.")
    @Nullable
    String like;

    @Option(names = "--map", paramLabel = "MAPPING", description = "Fill payloads from the documents in --from by this mapping file. See: evtool help notify-emit")
    @Nullable
    String mapping;

    @Option(names = "--legacy", description = "Unversioned: any --event-type, the payload as --payload and --set say.")
    boolean legacy;

    @Option(names = "--payload", paramLabel = "JSON|@FILE", description = "The payload of --legacy.")
    @Nullable
    String payload;

    @Option(names = "--priority", paramLabel = "P", description = "error, warn, info, ... Default: the message's own; error for errors, else info.")
    @Nullable
    String priority;

    @Option(names = "--publisher", paramLabel = "ID", description = "nova-compute:host1. Default: the message's own, else one that fits it.")
    @Nullable
    String publisher;

    @Option(names = "--request-id", paramLabel = "ID", description = "req-..., in context and payload. Default: a new one for each message that is built.")
    @Nullable
    String requestId;

    @Option(names = "--keep-ids", description = "Leave ids and time of messages from files as they are; else each gets new ones.")
    boolean keepIds;

    @Option(names = "--seed", paramLabel = "N", description = "Make the ids in payloads that are built the same in every run.")
    @Nullable
    Long seed;

    boolean isFromFiles() {
        return !files.isEmpty() || like != null;
    }
}
