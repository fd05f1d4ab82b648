package dev.evtool.container;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A host with Docker (`container-events.md`, 2.5).
final class DemoDockerHost extends DemoHost {

    static final String NETWORK = "shop_default";

    private final String network;

    DemoDockerHost(Random random) {
        super(random);
        this.network = id();
    }

    private void say(DemoContainer container, String action, Map<String, String> more) {
        SortedMap<String, String> attributes = container.attributes();
        attributes.putAll(more);
        attributes.put("image", container.image());
        attributes.put("name", container.name());
        tell("container", action, container.id(), attributes);
    }

    @Override
    void created(DemoContainer container) {
        say(container, "create", Map.of());
    }

    @Override
    void started(DemoContainer container) {
        network("connect", container);
        say(container, "start", Map.of());
    }

    @Override
    void died(DemoContainer container) {
        say(container, "die", Map.of("exitCode", Integer.toString(container.exitCode())));
        network("disconnect", container);
    }

    @Override
    void stopped(DemoContainer container) {
        say(container, "stop", Map.of());
    }

    @Override
    void removed(DemoContainer container) {
        say(container, "destroy", Map.of());
    }

    @Override
    void killed(DemoContainer container, int signal) {
        say(container, "kill", Map.of("signal", Integer.toString(signal)));
    }

    @Override
    void ranOutOfMemory(DemoContainer container) {
        say(container, "oom", Map.of());
    }

    @Override
    void paused(DemoContainer container, boolean on) {
        say(container, on ? "pause" : "unpause", Map.of());
    }

    @Override
    void renamed(DemoContainer container, String before) {
        say(container, "rename", Map.of("oldName", "/" + before));
    }

    @Override
    void healthIs(DemoContainer container) {
        say(container, "health_status: " + container.health(), Map.of());
    }

    @Override
    void execBegan(DemoContainer container, String command, String exec) {
        say(container, "exec_create: " + command, Map.of("execID", exec));
        say(container, "exec_start: " + command, Map.of("execID", exec));
    }

    @Override
    void execEnded(DemoContainer container, String exec, int exitCode) {
        say(container, "exec_die", Map.of("execID", exec, "exitCode", Integer.toString(exitCode)));
    }

    @Override
    void image(String action, String image, String id) {
        if (action.equals("remove")) {
            tell("image", "untag", "sha256:" + id, new TreeMap<>(Map.of("name", "sha256:" + id)));
            tell("image", "delete", "sha256:" + id, new TreeMap<>(Map.of("name", "sha256:" + id)));
        } else {
            tell("image", action, action.equals("pull") ? image : "sha256:" + id, new TreeMap<>(Map.of("name", image)));
        }
    }

    void networkCreated() {
        tell("network", "create", network, new TreeMap<>(Map.of("name", NETWORK, "type", "bridge")));
    }

    private void network(String action, DemoContainer container) {
        tell("network", action, network,
                new TreeMap<>(Map.of("container", container.id(), "name", NETWORK, "type", "bridge")));
    }

    void volume(String action, String name) {
        tell("volume", action, name, new TreeMap<>(Map.of("driver", "local")));
    }

    void mounted(String volume, DemoContainer container, boolean on) {
        SortedMap<String, String> attributes = new TreeMap<>(Map.of("container", container.id(), "driver", "local"));
        if (on) {
            attributes.putAll(Map.of("destination", "/data", "propagation", "", "read/write", "true"));
        }
        tell("volume", on ? "mount" : "unmount", volume, attributes);
    }
}
