package dev.evtool.cli;

import dev.evtool.config.SecretReferences;
import dev.evtool.container.EngineSettings;
import dev.evtool.container.EngineUri;
import dev.evtool.report.Messages;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which container engines, and how to get to them; the same for all commands of `evtool events`.
@OptionGroup(value = "Which engines", order = 10)
final class EngineOptions {

    @Option(names = {"-e",
            "--engine"}, paramLabel = "URI", description = "docker://, podman://, isulad:// or containerd://, with [/SOCKET | HOST:PORT]; repeat for several. Default: "
                    + "every engine that DOCKER_HOST, CONTAINER_HOST, ISULAD_HOST and CONTAINERD_ADDRESS name, or whose usual socket is there.")
    List<String> engines = new ArrayList<>();

    @Option(names = "--demo", description = "Use the embedded demo's engines instead.")
    boolean demo;

    @Mixin
    ConnectOptions connect = new ConnectOptions();
    @Mixin
    TlsOptions tls = new TlsOptions();

    private final Console console;

    EngineOptions(Console console) {
        this.console = console;
    }

    /// The engines that were named, or those that are found, each once.
    ///
    /// @param retry whether to try the first connection for ever
    /// @param messages who says what was found
    /// @throws StreamException if there are none, or a name makes no sense
    List<EngineSettings> settings(boolean retry, Messages messages, boolean quiet) throws StreamException {
        Connecting plain = connect.connecting(retry);
        Connecting connecting = new Connecting(plain.timeout(), retry, new Security(tls.tls(), null, TlsFiles.NONE),
                new SecretReferences(console.environment()));
        List<String> uris = new ArrayList<>();
        if (engines.isEmpty()) {
            EngineDiscovery.Found found = new EngineDiscovery(console.environment(), Path.of("/")).find();
            if (!quiet) {
                found.remarks().forEach(messages::line);
            }
            uris.addAll(found.uris());
        } else {
            for (String word : engines) {
                uris.add(EngineName.uri(word));
            }
        }
        List<EngineSettings> settings = new ArrayList<>();
        for (String uri : uris) {
            settings.add(EngineUri.parse(uri, connecting));
        }
        return settings.stream().distinct().toList();
    }

    /// Whether the demo's engines are wanted.
    ///
    /// @throws UsageException if others are as well
    boolean isDemo() {
        if (demo && !engines.isEmpty()) {
            throw new UsageException(new Problem("--demo and --engine contradict each other", null,
                    "leave out one of them"));
        }
        return demo;
    }
}
