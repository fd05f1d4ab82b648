package dev.evtool.container;

import java.util.Map;

/// The Podman host of the demo: builds that come and go, and a registry that stays.
final class DemoBuilds {

    private static final String REGISTRY = "registry";
    private static final String BUILDER = "localhost/builder:7";

    private final DemoAgenda agenda;
    private final DemoPodmanHost host;
    private int builds = 140;

    DemoBuilds(DemoAgenda agenda, DemoPodmanHost host) {
        this.agenda = agenda;
        this.host = host;
        agenda.after(0.5, () -> {
            host.volumeCreated("registry-data");
            host.image("pull", "docker.io/library/registry:2", host.id());
            host.start(host.create(REGISTRY, "docker.io/library/registry:2", "/entrypoint.sh", Map.of("app", "ci")));
        });
        agenda.after(25, this::work);
        agenda.inPresent(1.7, this::work);
    }

    private void work() {
        agenda.rest(switch (agenda.one(4)) {
            case 0 -> prune();
            case 1 -> look();
            default -> build();
        }, 45, 7, this::work);
    }

    private double build() {
        String number = Integer.toString(++builds);
        DemoContainer build = host.create("build-" + number, BUILDER, "make image",
                Map.of("app", "ci", "build", number));
        host.start(build);
        double length = agenda.between(1.5, 4);
        boolean fails = agenda.chance(0.3);
        agenda.after(0.7, () -> {
            String exec = host.exec(build, "make test");
            agenda.after(0.5, () -> host.execEnded(build, exec, 0));
        });
        agenda.after(length, () -> {
            host.die(build, fails ? 2 : 0);
            if (!fails) {
                host.image("build", "localhost/shop/web:" + number, host.id());
                host.image("tag", "localhost/shop/web:latest", host.id());
            }
        });
        agenda.after(length + 0.6, () -> host.remove(build));
        return length + 0.8;
    }

    private double prune() {
        host.image("untag", "localhost/shop/web:" + (builds - 9), host.id());
        host.image("remove", "localhost/shop/web:" + (builds - 9), host.id());
        return 0.5;
    }

    private double look() {
        DemoContainer registry = host.the(REGISTRY);
        String exec = host.exec(registry, "registry garbage-collect /etc/docker/registry/config.yml");
        agenda.after(1.1, () -> host.execEnded(registry, exec, 0));
        return 1.3;
    }
}
