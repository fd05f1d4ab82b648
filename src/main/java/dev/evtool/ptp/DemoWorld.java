package dev.evtool.ptp;

import dev.evtool.ptp.DemoNode.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/// Two nodes whose clocks go through lock, offset wander, loss of GNSS, holdover, free run and recovery, for ever:
/// `worker-1` with a grandmaster card and GNSS, and `worker-2`, whose clock follows it. The same seed gives the same
/// happenings, with the same offsets in time; no clock and no thread is involved.
public final class DemoWorld implements Iterator<DemoHappening> {

    static final String GRANDMASTER = "worker-1";
    static final String FOLLOWER = "worker-2";
    static final List<String> NODES = List.of(GRANDMASTER, FOLLOWER);

    /// What linuxptp's GNSS process reports as offset while there is no fix.
    private static final long NO_FIX_OFFSET = 99999;

    /// What the follower's proxy publishes.
    private static final List<PtpResource> FOLLOWED = List.of(PtpResource.SYNC_STATE, PtpResource.LOCK_STATE,
            PtpResource.OS_CLOCK, PtpResource.CLOCK_CLASS, PtpResource.GNSS);

    private record Step(long atMillis, long number, Runnable action) {}

    private final Random random;
    private final PriorityQueue<Step> agenda = new PriorityQueue<>(
            Comparator.comparingLong(Step::atMillis).thenComparingLong(Step::number));
    private final Deque<DemoHappening> happened = new ArrayDeque<>();
    private final PtpSpelling release;
    private final DemoNode grandmaster;
    private final DemoNode follower;
    private long now;
    private long lastTold;
    private long steps;
    private boolean followerDetached;

    public DemoWorld(long seed) {
        this(seed, PtpSpelling.NEW);
    }

    /// @param release in the time of the old spelling proxies said nothing of SyncE, and of the sync state in their own way
    public DemoWorld(long seed, PtpSpelling release) {
        this.random = new Random(seed);
        this.release = release;
        this.grandmaster = node(GRANDMASTER, "ens1fx", "synce1/ens1f0");
        this.follower = node(FOLLOWER, "ens2fx", "synce1/ens2f0");
        begin();
        // the first minutes are not left to chance: somebody who tries the demo sees something at once
        after(0.6, () -> next(grandmaster, lossOfGnss(true)));
        after(1.6, () -> next(follower, offsetWander(follower)));
    }

    /// The resources that the proxies of this world publish: GNSS for the follower too, of which there never is data,
    /// so that its subscribers meet the placeholder of real proxies.
    public static List<String> publishers(PtpApi api, PtpSpelling release) {
        List<String> addresses = new ArrayList<>();
        for (PtpResource resource : PtpResource.values()) {
            if (isPublished(resource, release)) {
                addresses.add(resource.address(GRANDMASTER, api));
            }
        }
        for (PtpResource resource : FOLLOWED) {
            addresses.add(resource.address(FOLLOWER, api));
        }
        return List.copyOf(addresses);
    }

    private static boolean isPublished(PtpResource resource, PtpSpelling release) {
        return release == PtpSpelling.NEW || (resource != PtpResource.SYNCE && resource != PtpResource.SYNCE_QUALITY);
    }

    /// Always: the world does not end.
    @Override
    public boolean hasNext() {
        return true;
    }

    /// The next happening, never earlier than the one before. Those at zero are how things stand when it begins.
    @Override
    public DemoHappening next() {
        while (happened.isEmpty()) {
            Step step = agenda.remove();
            now = step.atMillis();
            step.action().run();
        }
        return happened.remove();
    }

    private void begin() {
        grandmaster.gnss("SYNCHRONIZED", noise(3, 9), 5);
        grandmaster.begin(noise(2, 9), noise(12, 40), 6);
        grandmaster.synce(State.LOCKED, 1, 32);
        follower.begin(noise(5, 25), noise(12, 40), 6);
    }

    private DemoNode node(String name, String port, String synceDevice) {
        return new DemoNode(name, port, synceDevice, release, (resource, values) -> tell(name, resource, values));
    }

    /// Things of one instant are told a millisecond apart, as seen of real proxies, except those of the beginning.
    private void tell(String node, PtpResource resource, List<PtpValue> values) {
        if (!isPublished(resource, release)) {
            return;
        }
        lastTold = now == 0 ? 0 : Math.max(now, lastTold + 1);
        happened.add(new DemoHappening(Duration.ofMillis(lastTold), node, resource, values));
    }

    private void after(double seconds, Runnable action) {
        agenda.add(new Step(now + Math.round(seconds * 1000), steps++, action));
    }

    /// Lets a node rest after a scenario of this length, and then begin another one.
    private void next(DemoNode node, double length) {
        after(length + between(1, 4),
                () -> next(node, node == grandmaster ? grandmasterScenario() : followerScenario()));
    }

    private double grandmasterScenario() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> lossOfGnss(true);
            case 2, 3 -> lossOfGnss(false);
            case 4 -> weakGnss();
            case 5 -> processDeath(grandmaster);
            default -> osClockJump(grandmaster);
        };
    }

    private double followerScenario() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> offsetWander(follower);
            case 3 -> portFault(false);
            case 4, 5 -> portFault(true);
            case 6 -> processDeath(follower);
            default -> osClockJump(follower);
        };
    }

    /// GNSS is lost: holdover in specification, class 7; if it lasts, free run and class 248 (140 between the two was
    /// dropped upstream in 2024).
    private double lossOfGnss(boolean lasting) {
        grandmaster.gnss("FAILURE-NOFIX", NO_FIX_OFFSET, 0);
        after(0.2, () -> grandmaster.lockWithLastOffset(State.HOLDOVER));
        after(0.5, () -> grandmaster.synce(State.HOLDOVER, 11, 255));
        after(0.7, () -> grandmasterClass(7));
        double regained = between(1, 2.5);
        if (lasting) {
            after(5.2, () -> grandmaster.lock(State.FREERUN, farOff()));
            after(5.4, () -> grandmaster.synce(State.FREERUN, 15, 255));
            after(5.6, () -> grandmasterClass(248));
            after(6.1, () -> grandmaster.osClock(State.FREERUN, farOff()));
            regained = between(7, 10);
        }
        after(regained, () -> grandmaster.gnss("ACQUIRING-SYNC", 100 + random.nextInt(800), 2 + random.nextInt(2)));
        double synchronised = regained + between(0.8, 2);
        after(synchronised, () -> grandmaster.gnss("SYNCHRONIZED", noise(3, 9), random.nextBoolean() ? 3 : 5));
        recover(grandmaster, synchronised + 0.4);
        after(synchronised + 0.45, () -> grandmaster.repeatLock(noise(2, 9)));
        after(synchronised + 0.6, () -> grandmaster.synce(State.LOCKED, 1, 32));
        after(synchronised + 0.8, () -> grandmasterClass(6));
        return synchronised + 1.5;
    }

    /// Too few satellites for a moment; the card carries on.
    private double weakGnss() {
        grandmaster.gnss("ACQUIRING-SYNC", 50 + random.nextInt(100), 2);
        double better = between(1, 3);
        after(better, () -> grandmaster.gnss("SYNCHRONIZED", noise(3, 9), 3));
        return better;
    }

    /// The offset leaves the thresholds of the profile (100 ns) and comes back.
    private double offsetWander(DemoNode node) {
        node.lock(State.FREERUN, farOff());
        double back = between(0.8, 2.5);
        after(back, () -> node.lock(State.LOCKED, noise(5, 25)));
        return back;
    }

    /// The follower's port fails: holdover with the last offset, and after the timeout of 5 s free run.
    private double portFault(boolean lasting) {
        followerDetached = true;
        follower.lockWithLastOffset(State.HOLDOVER);
        after(0.3, () -> follower.clockClass(165));
        double back = between(1.5, 4);
        if (lasting) {
            after(5, () -> follower.lockWithLastOffset(State.FREERUN));
            after(5.2, () -> follower.clockClass(248));
            after(5.9, () -> follower.osClock(State.FREERUN, farOff()));
            back = between(7, 9);
        }
        recover(follower, back);
        after(back + 0.3, this::attachFollower);
        return back + 1;
    }

    private double processDeath(DemoNode node) {
        followerDetached |= node == follower;
        node.lock(State.FREERUN, DemoNode.NO_OFFSET);
        node.osClock(State.FREERUN, DemoNode.NO_OFFSET);
        double back = between(1.5, 3);
        // a fresh ptp4l begins with the default class
        after(back, () -> classOf(node, 248));
        recover(node, back + 0.6);
        after(back + 1, node == grandmaster ? () -> grandmasterClass(6) : this::attachFollower);
        return back + 1.5;
    }

    private double osClockJump(DemoNode node) {
        node.osClock(State.FREERUN, farOff());
        double back = between(1, 2.5);
        after(back, () -> node.osClock(State.LOCKED, noise(12, 40)));
        return back;
    }

    private void recover(DemoNode node, double seconds) {
        after(seconds, () -> node.lock(State.LOCKED, noise(node == grandmaster ? 2 : 5, 25)));
        after(seconds + 0.5, () -> node.osClock(State.LOCKED, noise(12, 40)));
    }

    private void classOf(DemoNode node, int value) {
        if (node == grandmaster) {
            grandmasterClass(value);
        } else {
            follower.clockClass(value);
        }
    }

    /// A clock that follows takes over the class of its grandmaster.
    private void grandmasterClass(int value) {
        grandmaster.clockClass(value);
        after(0.4, () -> {
            if (!followerDetached) {
                follower.clockClass(grandmaster.clockClass());
            }
        });
    }

    private void attachFollower() {
        followerDetached = false;
        follower.clockClass(grandmaster.clockClass());
    }

    private long noise(double deviation, long most) {
        return Math.clamp(Math.round(random.nextGaussian() * deviation), -most, most);
    }

    /// Hundreds to thousands of nanoseconds, to either side.
    private long farOff() {
        long size = 150 + Math.round(Math.exp(between(4, 8.3)));
        return random.nextBoolean() ? size : -size;
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }
}
