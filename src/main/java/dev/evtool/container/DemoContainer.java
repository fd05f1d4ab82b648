package dev.evtool.container;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A container of a [DemoHost], as it is at the moment.
final class DemoContainer {

    private final String id;
    private final String image;
    private final String command;
    private final SortedMap<String, String> labels;
    private final Instant created;
    private String name;
    private String state = "created";
    private String health = "";
    private @Nullable Instant started;
    private @Nullable Instant finished;
    private int exitCode;
    private boolean oomKilled;
    private int restarts;
    private int pid;

    DemoContainer(String id, String name, String image, String command, SortedMap<String, String> labels,
            Instant created) {
        this.id = id;
        this.name = name;
        this.image = image;
        this.command = command;
        this.labels = labels;
        this.created = created;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String image() {
        return image;
    }

    String health() {
        return health;
    }

    int exitCode() {
        return exitCode;
    }

    int pid() {
        return pid;
    }

    boolean hasProcess() {
        return state.equals("running") || state.equals("paused");
    }

    /// A new map of its labels, to which the engine adds what it has to say.
    SortedMap<String, String> attributes() {
        return new TreeMap<>(labels);
    }

    void start(Instant when, int process) {
        state = "running";
        started = when;
        pid = process;
        oomKilled = false;
    }

    void die(Instant when, int code) {
        state = "exited";
        finished = when;
        exitCode = code;
    }

    void oom() {
        oomKilled = true;
    }

    void countRestart() {
        restarts++;
    }

    void pause(boolean on) {
        state = on ? "paused" : "running";
    }

    void rename(String to) {
        name = to;
    }

    void health(String now) {
        health = now;
    }

    EmbeddedContainer listed() {
        return new EmbeddedContainer(id, name, image, command, created, started, finished, state, exitCode, oomKilled,
                health, restarts, pid, labels);
    }
}
