package dev.evtool.container;

/// What an engine remembers of the past.
///
/// @param most how many events; 0 for none, [#ENDLESS] where it keeps all of them and over restarts, too
record EngineMemory(int most) {

    static final int ENDLESS = Integer.MAX_VALUE;

    boolean isEndless() {
        return most == ENDLESS;
    }

    boolean isNone() {
        return most == 0;
    }
}
