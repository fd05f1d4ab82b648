package dev.evtool.container;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A host with iSulad (`container-events.md`, 1.4 and 1.5): it misspells a rename, and says nothing of a removal, of a
/// health check, and of what its restart policy does.
final class DemoIsuladHost extends DemoHost {

    DemoIsuladHost(Random random) {
        super(random);
    }

    private void say(DemoContainer container, String action, Map<String, String> more) {
        SortedMap<String, String> attributes = new TreeMap<>(Map.of("image", container.image(), "name",
                container.name()));
        attributes.putAll(more);
        if (container.hasProcess()) {
            attributes.put("pid", Integer.toString(container.pid()));
        }
        // as on the wire of the real one, a label takes the place of whatever has its name
        attributes.putAll(container.attributes());
        tell("container", action, container.id(), attributes);
    }

    @Override
    void created(DemoContainer container) {
        say(container, "create", Map.of());
    }

    @Override
    void started(DemoContainer container) {
        say(container, "start", Map.of());
    }

    @Override
    void died(DemoContainer container) {
        say(container, "die", Map.of("exitCode", Integer.toString(container.exitCode())));
    }

    @Override
    void stopped(DemoContainer container) {
        say(container, "stop", Map.of("exitCode", Integer.toString(container.exitCode())));
    }

    @Override
    void removed(DemoContainer container) {}

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
        say(container, "reanme", Map.of("oldName", before));
    }

    @Override
    void healthIs(DemoContainer container) {}

    @Override
    void execBegan(DemoContainer container, String command, String exec) {
        say(container, "exec_create: " + command, Map.of());
        say(container, "exec_start: " + command, Map.of());
    }

    @Override
    void execEnded(DemoContainer container, String exec, int exitCode) {
        say(container, "exec_die", Map.of());
    }

    @Override
    void image(String action, String image, String id) {
        tell("image", action, image, new TreeMap<>());
    }
}
