package dev.evtool.container;

import java.nio.file.Path;
import java.util.Locale;

/// The engines that evtool speaks with; each is a URI scheme.
public enum EngineKind {

    /// 256 events in memory, gone with the daemon (`container-events.md`, 2.3).
    DOCKER("Docker", 256, "docker"),

    /// A file or the journal, which outlive the service (section 3).
    PODMAN("Podman", EngineMemory.ENDLESS, "root"),

    /// 64 events in memory, gone with the daemon (1.3).
    ISULAD("iSulad", 64, "isula"),

    /// None at all (section 4).
    CONTAINERD("containerd", 0, "root");

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String product;
    private final int remembers;
    private final String group;

    EngineKind(String product, int remembers, String group) {
        this.product = product;
        this.remembers = remembers;
        this.group = group;
    }

    /// Where it listens if nobody has told it otherwise.
    public Path usualSocket() {
        return Path.of(switch (this) {
            case DOCKER -> "/var/run/docker.sock";
            case PODMAN -> "/run/podman/podman.sock";
            case ISULAD -> "/var/run/isulad.sock";
            case CONTAINERD -> "/run/containerd/containerd.sock";
        });
    }

    /// As its users spell it.
    public String product() {
        return product;
    }

    /// The URI scheme, which is also the word in filters: `docker`, `podman`, `isulad`, `containerd`.
    public String word() {
        return word;
    }

    EngineMemory memory() {
        return new EngineMemory(remembers);
    }

    /// Who is usually let in to its socket besides root: a group, or `root` for nobody.
    String group() {
        return group;
    }
}
