package dev.evtool.container;

import java.util.Map;

/// The iSulad host of the demo: a gateway at the edge with its sensors.
final class DemoEdge {

    private static final String GATEWAY = "gateway";

    private final DemoAgenda agenda;
    private final DemoIsuladHost host;
    private int sensors;

    DemoEdge(DemoAgenda agenda, DemoIsuladHost host) {
        this.agenda = agenda;
        this.host = host;
        agenda.after(1, () -> {
            host.image("pull", "edge/gateway:4.1", host.id());
            host.start(host.create(GATEWAY, "edge/gateway:4.1", "gateway", Map.of("site", "north")));
        });
        agenda.after(2, () -> host.start(host.create("sensor", "edge/sensor:1", "sensor", Map.of("site", "north"))));
        agenda.after(55, this::work);
        agenda.inPresent(3.1, this::sensorRunsOutOfMemory);
        agenda.inPresent(7, this::work);
    }

    private void work() {
        agenda.rest(switch (agenda.one(5)) {
            case 0 -> sensorRunsOutOfMemory();
            case 1 -> look();
            case 2 -> replaceSensor();
            case 3 -> silentRestarts();
            default -> pauseOfSensor();
        }, 130, 8, this::work);
    }

    private double sensorRunsOutOfMemory() {
        DemoContainer sensor = host.the("sensor");
        host.oom(sensor);
        agenda.after(0.6, () -> host.die(sensor, 137));
        agenda.after(1.8, () -> host.start(sensor));
        return 2;
    }

    private double look() {
        DemoContainer gateway = host.the(GATEWAY);
        String exec = host.exec(gateway, "gateway-ctl status");
        agenda.after(0.4, () -> host.execEnded(gateway, exec, 0));
        return 0.6;
    }

    private double replaceSensor() {
        DemoContainer sensor = host.the("sensor");
        host.rename(sensor, "sensor-old-" + ++sensors);
        host.image("tag", "edge/sensor:1", host.id());
        agenda.after(0.4, () -> host.start(host.create("sensor", "edge/sensor:1", "sensor", Map.of("site", "north"))));
        agenda.after(1.2, () -> {
            host.stop(sensor, 0);
            host.remove(sensor);
        });
        return 1.6;
    }

    /// Of its restarts nothing is seen but the deaths.
    private double silentRestarts() {
        DemoContainer gateway = host.the(GATEWAY);
        for (int i = 0; i < 4; i++) {
            agenda.after(i * 1.2, () -> host.die(gateway, 1));
            agenda.after(i * 1.2 + 0.3, () -> host.restartUnseen(gateway));
        }
        return 5;
    }

    private double pauseOfSensor() {
        host.pause(host.the("sensor"), true);
        agenda.after(1, () -> host.pause(host.the("sensor"), false));
        return 1.2;
    }
}
