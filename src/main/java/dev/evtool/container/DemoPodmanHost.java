package dev.evtool.container;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A host with Podman (`container-events.md`, 3), which does not tell of a lack of memory.
final class DemoPodmanHost extends DemoHost {

    DemoPodmanHost(Random random) {
        super(random);
    }

    private void say(DemoContainer container, String action, Map<String, String> more) {
        SortedMap<String, String> attributes = container.attributes();
        attributes.putAll(Map.of("image", container.image(), "name", container.name(), "podId", "",
                "containerExitCode", "0"));
        attributes.putAll(more);
        tell("container", action, container.id(), attributes);
    }

    @Override
    void created(DemoContainer container) {
        say(container, "create", Map.of());
    }

    @Override
    void started(DemoContainer container) {
        say(container, "init", Map.of());
        say(container, "start", Map.of());
    }

    @Override
    void died(DemoContainer container) {
        say(container, "died", Map.of("containerExitCode", Integer.toString(container.exitCode())));
        say(container, "cleanup", Map.of());
    }

    @Override
    void stopped(DemoContainer container) {
        say(container, "stop", Map.of());
    }

    @Override
    void removed(DemoContainer container) {
        say(container, "remove", Map.of());
    }

    /// It does not say which signal.
    @Override
    void killed(DemoContainer container, int signal) {
        if (signal != 15) { // its own stop is silent about that
            say(container, "kill", Map.of());
        }
    }

    @Override
    void ranOutOfMemory(DemoContainer container) {}

    @Override
    void paused(DemoContainer container, boolean on) {
        say(container, on ? "pause" : "unpause", Map.of());
    }

    @Override
    void renamed(DemoContainer container, String before) {
        say(container, "rename", Map.of());
    }

    @Override
    void healthIs(DemoContainer container) {
        say(container, "health_status", Map.of());
    }

    @Override
    void execBegan(DemoContainer container, String command, String exec) {
        say(container, "exec", Map.of());
    }

    @Override
    void execEnded(DemoContainer container, String exec, int exitCode) {
        say(container, "exec_died", Map.of());
    }

    @Override
    void image(String action, String image, String id) {
        tell("image", action, action.equals("pull") ? "" : id,
                new TreeMap<>(Map.of("image", "", "name", image, "podId", "", "containerExitCode", "0")));
    }

    void volumeCreated(String name) {
        tell("volume", "create", "",
                new TreeMap<>(Map.of("image", "", "name", name, "podId", "", "containerExitCode", "0")));
    }
}
