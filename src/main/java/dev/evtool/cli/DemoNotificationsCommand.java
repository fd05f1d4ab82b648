package dev.evtool.cli;

import dev.evtool.notify.DemoSource;
import dev.evtool.notify.TapWish;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `evtool demo notifications`.
@OptionGroup(value = "The embedded world", order = 10)
@Command(name = "notifications", description = {"Run an embedded OpenStack cloud and watch its notifications", "",
        "Instances are created, resized, migrated and deleted, a host fails, somebody guesses passwords; versioned and legacy, "
                + "of Nova, Cinder, Keystone, Glance and Ironic. One payload breaks its contract, one is of a later release, one "
                + "message is compressed, one comes twice, one is a remote call. There is no broker: the messages are those that one would deliver.",
        "", "Examples:", "  evtool demo notifications", "  evtool demo notifications --pairs --limit 10",
        "  evtool demo notifications --validate -f 'verdict != \"valid\"' --speed 10",
        "  evtool notify watch --demo --priority error",
        "  evtool record demo:notifications -w demo.ndjson --limit 50"})
final class DemoNotificationsCommand extends StreamCommand {

    @Mixin
    PairOptions pairs = new PairOptions();

    @Option(names = "--seed", paramLabel = "N", defaultValue = ""
            + DemoSource.DEFAULT_SEED, description = "The same seed gives the same happenings. Default: ${DEFAULT-VALUE}.")
    long seed = DemoSource.DEFAULT_SEED;

    @Option(names = "--speed", paramLabel = "F", defaultValue = "1", description = "How much faster things happen. Default: ${DEFAULT-VALUE}.")
    double speed = 1;

    @Option(names = "--show-secrets", description = "Show the tokens in it, which open nothing.")
    boolean showSecrets;

    DemoNotificationsCommand(Console console) {
        super(console);
    }

    @Override
    List<Source> sources() throws StreamException.Usage {
        if (!(speed >= 0.01 && speed <= 1000)) {
            throw new UsageException(new Problem("--speed " + speed + " is out of range", null, "give 0.01 to 1000"));
        }
        return List.of(new DemoSource(seed, speed, DemoSource.wish(List.of(), List.of(), TapWish.USUAL), showSecrets,
                pairs.limit()));
    }
}
