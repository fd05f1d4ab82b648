package dev.evtool.ptp;

import java.util.List;
import java.util.function.BiConsumer;

/// The clocks of one node of the [DemoWorld]. It tells of changes by the rules of real proxies (`ptp.md`, section 6): on
/// change only, and of the sync state right after a lock state or OS clock that changed the worst of the two.
final class DemoNode {

    /// What stands for an offset when the process that measured it has died.
    static final long NO_OFFSET = -9999999999999999L;

    /// States from good to bad.
    enum State {
        LOCKED, HOLDOVER, FREERUN
    }

    private final String name;
    private final String port;
    private final String synceDevice;
    private final BiConsumer<PtpResource, List<PtpValue>> tell;
    private final PtpSpelling release;

    private State lock = State.LOCKED;
    private State osClock = State.LOCKED;
    private State sync = State.LOCKED;
    private long offset;
    private int clockClass;

    /// @param port alias of the interface, such as `ens1fx`
    /// @param synceDevice such as `synce1/ens1f0`
    /// @param release 4.14 has another idea of the sync state
    DemoNode(String name, String port, String synceDevice, PtpSpelling release,
            BiConsumer<PtpResource, List<PtpValue>> tell) {
        this.name = name;
        this.port = port;
        this.synceDevice = synceDevice;
        this.release = release;
        this.tell = tell;
    }

    String name() {
        return name;
    }

    State lock() {
        return lock;
    }

    int clockClass() {
        return clockClass;
    }

    /// The first word on everything but GNSS and SyncE: all is well.
    void begin(long firstOffset, long osOffset, int firstClass) {
        offset = firstOffset;
        clockClass = firstClass;
        tellLock();
        tellOsClock(osOffset);
        tellSync(port + "/master", lock);
        tellClass();
    }

    /// The lock state with the offset measured now; nothing is told where the state stays.
    void lock(State state, long measured) {
        offset = measured;
        if (state != lock) {
            lock = state;
            tellLock();
            tellSyncIfChanged(port + "/master", lock);
        }
    }

    /// A lock state that comes of a lost signal: with the last offset, since none is measured any more.
    void lockWithLastOffset(State state) {
        lock(state, offset);
    }

    /// Grandmasters tell of one lock twice, by ts2phc and by the card.
    void repeatLock(long measured) {
        offset = measured;
        tellLock();
    }

    void osClock(State state, long measured) {
        if (state != osClock) {
            osClock = state;
            tellOsClock(measured);
            tellSyncIfChanged("CLOCK_REALTIME", osClock);
        }
    }

    void clockClass(int value) {
        if (value != clockClass) {
            clockClass = value;
            tellClass();
        }
    }

    void gnss(String state, long measured, int fix) {
        String thing = thing(port + "/master");
        tell.accept(PtpResource.GNSS, List.of(PtpValue.state(thing, state), PtpValue.metric(thing, text(measured)),
                PtpValue.metric(thing + "/gpsFix", text(fix))));
    }

    /// Lock and quality of SyncE. The lock state is declared a number and sent as a word, as real proxies do.
    void synce(State state, int ql, int extQl) {
        String thing = thing(synceDevice);
        tell.accept(PtpResource.SYNCE, List.of(PtpValue.metric(thing, state.name())));
        tell.accept(PtpResource.SYNCE_QUALITY,
                List.of(PtpValue.metric(thing + "/Ql", text(ql)), PtpValue.metric(thing + "/extQl", text(extQl))));
    }

    private void tellLock() {
        String thing = thing(port + "/master");
        tell.accept(PtpResource.LOCK_STATE,
                List.of(PtpValue.state(thing, lock.name()), PtpValue.metric(thing, text(offset))));
    }

    private void tellOsClock(long measured) {
        String thing = thing("CLOCK_REALTIME");
        tell.accept(PtpResource.OS_CLOCK,
                List.of(PtpValue.state(thing, osClock.name()), PtpValue.metric(thing, text(measured))));
    }

    private void tellSyncIfChanged(String changed, State itsState) {
        State worst = lock.compareTo(osClock) > 0 ? lock : osClock;
        if (worst != sync) {
            sync = worst;
            tellSync(changed, itsState);
        }
    }

    /// In 4.14 the event names the clock that changed, and has its state instead of the worst of the two.
    private void tellSync(String changed, State itsState) {
        boolean old = release == PtpSpelling.OLD;
        tell.accept(PtpResource.SYNC_STATE, List.of(PtpValue
                .state(thing(old ? changed : "sync/sync-status/sync-state"), (old ? itsState : sync).name())));
    }

    private void tellClass() {
        tell.accept(PtpResource.CLOCK_CLASS, List.of(PtpValue.metric(thing(port + "/master"), text(clockClass))));
    }

    private String thing(String part) {
        return "/cluster/node/" + name + "/" + part;
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
