package dev.evtool.notify;

import dev.evtool.notify.DemoScene.Part;
import dev.evtool.notify.DemoScene.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A small cloud, of which services tell on their buses: instances come, change and go, hosts fail, somebody guesses
/// passwords. The same seed gives the same messages, apart from the times in them; no clock and no thread is involved.
final class DemoCloud {

    /// What is sent at a time.
    ///
    /// @param at since the cloud began
    record Moment(Duration at, List<Arrival> arrivals) {}

    private record Planned(double at, long number, Runnable action) {}

    private static final List<String> HOSTS = List.of("compute1", "compute2");
    /// It runs a later release than the others, and has an instance of its own.
    private static final String UPGRADED = "compute4";
    private static final List<String> ROLES = List.of("web", "db", "cache", "build", "batch");
    private static final int MOST_INSTANCES = 8;
    private static final int FEWEST_INSTANCES = 3;
    /// How many scenes begin at once, so that there is something to see.
    private static final int OVERTURE = 3;
    private static final long DAY = 86_400;

    private final DemoScript script = DemoScript.load();
    private final Random random;
    private final double speed;
    private final DemoWire wire;
    private final PriorityQueue<Planned> agenda = new PriorityQueue<>(
            Comparator.comparingDouble(Planned::at).thenComparingLong(Planned::number));
    private final Queue<DemoScene> deck = new ArrayDeque<>(script.scenes());
    private final List<Map<String, String>> idle = new ArrayList<>();
    private final List<Arrival> sent = new ArrayList<>();
    private double now;
    private long planned;
    private int scenes;
    private int instances;

    /// @param begun when it begins, by the clock that the messages show
    /// @param speed how much faster than usual things happen
    DemoCloud(long seed, Instant begun, double speed) {
        this.random = new Random(seed);
        this.speed = speed;
        this.wire = new DemoWire(script, random, begun);
        for (int i = 0; i < FEWEST_INSTANCES + 1; i++) {
            idle.add(instance(HOSTS.get(i % HOSTS.size()), "active"));
        }
        idle.add(instance(UPGRADED, "active"));
        after(0, this::begin);
    }

    /// The next messages.
    Moment next() {
        sent.clear();
        while (sent.isEmpty()) {
            Planned next = agenda.remove();
            now = next.at();
            next.action().run();
        }
        return new Moment(at(), List.copyOf(sent));
    }

    private Duration at() {
        return Duration.ofNanos(Math.round(now / speed * 1e9));
    }

    private void after(double seconds, Runnable action) {
        agenda.add(new Planned(now + seconds, planned++, action));
    }

    /// Begins a scene, and the next after a while. Each comes once before any comes again.
    private void begin() {
        if (deck.isEmpty()) {
            List<DemoScene> shuffled = new ArrayList<>(script.scenes());
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        DemoScene scene = deck.remove();
        boolean played = play(scene);
        scenes += played ? 1 : 0;
        after(!played ? 0 : scenes < OVERTURE ? 0.15 : between(1.6, 3.2), this::begin);
    }

    /// @return false if there is no instance for it
    private boolean play(DemoScene scene) {
        Map<String, String> instance = cast(scene);
        if (instance == null) {
            return false;
        }
        String host = instance.getOrDefault("host", "");
        Map<String, String> run = wire.run(HOSTS.get(host.equals(HOSTS.getFirst()) ? 1 : 0));
        Map<String, String> changing = scene.part() == Part.NONE ? run : instance;
        changing.putAll(scene.values());
        double pace = between(0.8, 1.3);
        for (Step step : scene.steps()) {
            after(step.seconds() * pace, () -> sent.addAll(wire.arrivals(step, at(), run, instance, changing)));
        }
        if (scene.part() != Part.NONE && !scene.part().ends()) {
            after(scene.steps().getLast().seconds() * pace, () -> idle.add(instance));
        }
        return true;
    }

    /// The instance that has the part; empty if there is no part; `null` if there is nobody for it.
    private @Nullable Map<String, String> cast(DemoScene scene) {
        if (scene.part() == Part.NONE) {
            return new LinkedHashMap<>();
        }
        if (scene.part().begins()) {
            return idle.size() >= MOST_INSTANCES ? null : instance(HOSTS.get(random.nextInt(HOSTS.size())), "building");
        }
        String host = scene.values().get("host");
        List<Map<String, String>> fit = idle.stream().filter(instance -> host == null
                ? HOSTS.contains(instance.get("host")) : host.equals(instance.get("host"))).toList();
        if (fit.isEmpty() || (scene.part().ends() && fit.size() < FEWEST_INSTANCES)) {
            return null;
        }
        Map<String, String> chosen = fit.get(random.nextInt(fit.size()));
        idle.remove(chosen); // no two have the same uuid
        return chosen;
    }

    private Map<String, String> instance(String host, String state) {
        String role = ROLES.get(instances % ROLES.size());
        instances++;
        Map<String, String> instance = new LinkedHashMap<>(Map.of("uuid", wire.uuid(), "name", role + "-" + instances,
                "role",
                role, "number", String.valueOf(10 + instances % 90), "host", host, "flavor", "@flavor_small@", "type",
                "m1.small", "state", state, "power", "running", "task", "-"));
        instance.put("deleted_at", "-");
        instance.putAll(wire.birth(at(), state.equals("active") ? DAY * instances : 0));
        return instance;
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }
}
