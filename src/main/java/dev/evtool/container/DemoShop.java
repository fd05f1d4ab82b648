package dev.evtool.container;

import java.util.Map;

/// The Docker host of the demo: a web shop with its database and cache, a worker that cannot stay up, jobs that run out
/// of memory, and somebody who deploys.
final class DemoShop {

    private static final String DATA = "shop-data";

    private final DemoAgenda agenda;
    private final DemoDockerHost host;
    private int release = 3;
    private int jobs;

    DemoShop(DemoAgenda agenda, DemoDockerHost host) {
        this.agenda = agenda;
        this.host = host;
        agenda.after(0, this::begin);
        agenda.after(40, this::watch);
        agenda.after(70, () -> workerFails(4));
        agenda.after(150, this::job);
        agenda.inPresent(0.8, () -> workerFails(5));
        agenda.inPresent(2.2, this::job);
        agenda.inPresent(6.5, this::watch);
    }

    private static Map<String, String> labels(String tier) {
        return Map.of("app", "shop", "tier", tier);
    }

    private void begin() {
        host.networkCreated();
        host.volume("create", DATA);
        DemoContainer db = host.create("db", "postgres:16", "docker-entrypoint.sh postgres", labels("data"));
        host.mounted(DATA, db, true);
        host.start(db);
        agenda.after(1.1, () -> host.start(host.create("cache", "redis:7", "redis-server", labels("data"))));
        agenda.after(2.3, () -> up("web", "shop/web:2." + release));
        agenda.after(3.2, () -> host.start(host.create("worker", "shop/worker:1.8", "worker --queue orders",
                labels("backend"))));
    }

    private void up(String name, String image) {
        DemoContainer web = host.create(name, image, "nginx -g 'daemon off;'", labels("frontend"));
        host.start(web);
        host.health(web, "starting");
        agenda.after(1.4, () -> host.health(web, "healthy"));
    }

    /// The small things of every day, one after the other.
    private void watch() {
        agenda.rest(switch (agenda.one(6)) {
            case 0 -> deploy();
            case 1 -> healthFlaps();
            case 2 -> maintenance();
            case 3 -> pauseOfCache();
            case 4 -> cannotStart();
            default -> job();
        }, 70, 6, this::watch);
    }

    /// Dies and is started again by its policy, ever later; then somebody mends it.
    private void workerFails(int times) {
        DemoContainer worker = host.the("worker");
        double at = 0;
        for (int i = 0; i < times; i++) {
            int exitCode = agenda.chance(0.2) ? 139 : 1;
            agenda.after(at, () -> host.die(worker, exitCode));
            agenda.after(at + 0.2 * (1 << Math.min(i, 3)), () -> host.restart(worker));
            at += 0.2 * (1 << Math.min(i, 3)) + agenda.between(1.2, 2.6);
        }
        agenda.rest(at, 400, 45, () -> workerFails(3 + agenda.one(4)));
    }

    /// A job that takes more memory than it may, now and then.
    private double job() {
        String name = "report-" + ++jobs;
        DemoContainer job = host.create(name, "shop/report:5", "report --month", labels("batch"));
        host.mounted(DATA, job, true);
        host.start(job);
        double length = agenda.between(1.5, 3);
        boolean tooLarge = jobs % 2 == 1;
        if (tooLarge) {
            agenda.after(length - 0.4, () -> host.oom(job));
        }
        agenda.after(length, () -> {
            host.die(job, tooLarge ? 137 : 0);
            host.mounted(DATA, job, false);
        });
        agenda.after(length + 0.5, () -> host.remove(job));
        return length + 0.6;
    }

    private double deploy() {
        String old = "shop/web:2." + release;
        String next = "shop/web:2." + ++release;
        String image = host.id();
        host.image("pull", next, image);
        agenda.after(0.3, () -> host.image("tag", "shop/web:latest", image));
        agenda.after(0.8, () -> up("web-next", next));
        agenda.after(2.9, () -> {
            DemoContainer web = host.the("web");
            host.stop(web, agenda.chance(0.3) ? 137 : 0);
            agenda.after(0.2, () -> host.remove(web));
            agenda.after(0.4, () -> host.rename(host.the("web-next"), "web"));
        });
        agenda.after(3.8, () -> host.image("remove", old, host.id()));
        return 4;
    }

    private double healthFlaps() {
        DemoContainer web = host.the("web");
        String check = host.exec(web, "/bin/sh -c curl -fs http://localhost/health");
        agenda.after(0.2, () -> {
            host.execEnded(web, check, 7);
            host.health(web, "unhealthy");
        });
        agenda.after(agenda.between(1.5, 3), () -> host.health(web, "healthy"));
        return 3.2;
    }

    private double maintenance() {
        DemoContainer db = host.the("db");
        String vacuum = host.exec(db, "psql -c 'VACUUM orders'");
        agenda.after(agenda.between(0.4, 2), () -> host.execEnded(db, vacuum, 0));
        return 2;
    }

    private double pauseOfCache() {
        host.pause(host.the("cache"), true);
        agenda.after(1.2, () -> host.pause(host.the("cache"), false));
        return 1.5;
    }

    /// A command that is not there: dies without having been started.
    private double cannotStart() {
        DemoContainer migration = host.create("migrate", "shop/web:2." + release, "migrat --up", labels("batch"));
        agenda.after(0.1, () -> host.die(migration, 127));
        agenda.after(0.7, () -> host.remove(migration));
        return 1;
    }
}
