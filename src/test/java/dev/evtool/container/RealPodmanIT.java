package dev.evtool.container;

import java.util.List;

/// Events of a real Podman service.
class RealPodmanIT extends RealHistoryTests<RealPodman> {

    @Override
    RealPodman start() throws Exception {
        return RealPodman.start();
    }

    @Override
    List<String> life() {
        return List.of("create", "init", "start", "exec-start", "exec-die 0", "exec-start", "exec-die 4", "pause",
                "unpause", "rename", "kill", "die 137", "remove");
    }

    @Override
    List<String> imageLife() {
        return List.of("pull", "pull", "tag", "untag", "tag", "untag", "delete");
    }
}
