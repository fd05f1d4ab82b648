package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoContainersTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration PRESENT = Duration.ofMinutes(10);

    private static List<DemoContainers.Told> told(DemoContainers world, Duration until) {
        List<DemoContainers.Told> told = new ArrayList<>();
        while (world.next().compareTo(until) < 0) {
            told.addAll(world.act(BEGIN.plus(world.next())));
        }
        return told;
    }

    private static List<DemoContainers.Told> told(long seed) {
        return told(new DemoContainers(seed), DemoContainers.HISTORY.plus(PRESENT));
    }

    private static List<EmbeddedEvent> of(List<DemoContainers.Told> told, EngineKind engine,
            Predicate<EmbeddedEvent> which) {
        return told.stream().filter(t -> t.engine() == engine).map(DemoContainers.Told::event).filter(which).toList();
    }

    @Test
    void theSameSeedGivesTheSameHappeningsAndAnotherGivesOthers() {
        assertEquals(told(7), told(7));
        assertNotEquals(told(7), told(8));
    }

    /// In the past as much as the engines remember; in the present something every second or so.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 1588})
    void thePastFitsIntoTheMemoryOfTheEnginesAndThePresentIsLively(long seed) {
        List<DemoContainers.Told> all = told(seed);
        Instant present = BEGIN.plus(DemoContainers.HISTORY);
        List<DemoContainers.Told> past = all.stream().filter(t -> t.event().time().isBefore(present)).toList();
        int docker = of(past, EngineKind.DOCKER, e -> true).size();
        int isulad = of(past, EngineKind.ISULAD, e -> true).size();
        assertTrue(docker > 120 && docker < EmbeddedKind.DOCKER.remembers(), "docker " + docker);
        assertTrue(isulad > 25 && isulad < EmbeddedIsulad.REMEMBERS, "isulad " + isulad);
        double perSecond = (all.size() - past.size()) / (double) PRESENT.toSeconds();
        assertTrue(perSecond > 0.7 && perSecond < 4, perSecond + " events a second");
        Set<EngineKind> soon = all.stream().filter(t -> !t.event().time().isBefore(present))
                .filter(t -> t.event().time().isBefore(present.plusSeconds(5))).map(DemoContainers.Told::engine)
                .collect(Collectors.toSet());
        assertEquals(Set.of(EngineKind.DOCKER, EngineKind.PODMAN, EngineKind.ISULAD), soon);
    }

    @Test
    void everythingThatPeopleLookForHappens() {
        List<DemoContainers.Told> all = told(1588);
        Set<String> actions = of(all, EngineKind.DOCKER, e -> true).stream()
                .map(e -> e.type() + " " + e.action().replaceFirst(": .*", "")).collect(Collectors.toSet());
        assertTrue(actions.containsAll(Set.of("container create", "container start", "container die", "container oom",
                "container health_status", "container rename", "container exec_create", "container exec_start",
                "container exec_die", "container kill", "container stop", "container destroy", "container pause",
                "container unpause", "image pull", "image tag", "image untag", "image delete", "volume create",
                "volume mount", "volume unmount", "network create", "network connect", "network disconnect")),
                actions.toString());
        Set<String> podman = of(all, EngineKind.PODMAN, e -> true).stream().map(e -> e.type() + " " + e.action())
                .collect(Collectors.toSet());
        assertTrue(podman.containsAll(Set.of("container init", "container died", "container cleanup",
                "container remove", "container exec", "container exec_died", "image pull", "image build",
                "image remove", "volume create")), podman.toString());
        Set<String> isulad = of(all, EngineKind.ISULAD, e -> true).stream().map(EmbeddedEvent::action)
                .collect(Collectors.toSet());
        assertTrue(isulad.containsAll(Set.of("reanme", "oom", "die", "pause", "pull", "tag")), isulad.toString());
    }

    /// Nothing dies that does not live, and nothing starts twice; times never go back.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 1588})
    void lifeIsInOrder(long seed) {
        Map<String, String> states = new HashMap<>();
        Instant last = Instant.EPOCH;
        Set<String> wrong = new HashSet<>();
        for (DemoContainers.Told told : told(seed)) {
            EmbeddedEvent event = told.event();
            if (told.engine() == EngineKind.DOCKER) {
                assertTrue(event.time().isAfter(last), () -> "time went back before " + event);
                last = event.time();
            }
            String before = states.getOrDefault(event.id(), "");
            if (!event.type().equals("container") || told.engine() == EngineKind.ISULAD) {
                continue;
            }
            switch (event.action()) {
                case "create" -> check(wrong, before.isEmpty(), event, before);
                case "start" -> check(wrong, Set.of("create", "die", "died").contains(before), event, before);
                case "die", "died" -> check(wrong, Set.of("start", "create").contains(before), event, before);
                case "destroy", "remove" ->
                    check(wrong, Set.of("die", "died", "create").contains(before), event, before);
                default -> {
                    continue;
                }
            }
            states.put(event.id(), event.action());
        }
        assertEquals(Set.of(), wrong);
    }

    private static void check(Set<String> wrong, boolean right, EmbeddedEvent event, String before) {
        if (!right) {
            wrong.add(event.attributes().get("name") + ": " + event.action() + " after " + before);
        }
    }

    @Test
    void theListSaysWhatTheEventsSay() {
        DemoContainers world = new DemoContainers(1);
        told(world, Duration.ofSeconds(30));
        List<EmbeddedContainer> shop = world.listed(EngineKind.DOCKER);
        assertEquals(List.of("worker", "web", "cache", "db"),
                shop.stream().map(EmbeddedContainer::name).toList());
        assertEquals(List.of("", "healthy", "", ""), shop.stream().map(EmbeddedContainer::health).toList());
        assertTrue(shop.stream().allMatch(EmbeddedContainer::isRunning));
        assertEquals(BEGIN, shop.getLast().created().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertEquals(List.of("sensor", "gateway"),
                world.listed(EngineKind.ISULAD).stream().map(EmbeddedContainer::name).toList());
    }
}
