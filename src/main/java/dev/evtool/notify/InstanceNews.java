package dev.evtool.notify;

import java.util.Map;

/// What Nova tells of instances only if it is told to.
final class InstanceNews {

    private boolean seen;
    private boolean updates;
    private boolean disks;
    private boolean noDisks;

    /// @param data of a versioned payload
    void add(String type, Map<?, ?> data) {
        if (type.startsWith("instance.")) {
            seen = true;
            updates |= type.equals("instance.update");
            disks |= data.get("block_devices") != null;
            noDisks |= data.containsKey("block_devices") && data.get("block_devices") == null;
        }
    }

    boolean isSeen() {
        return seen;
    }

    /// Whether there was no `instance.update` among them.
    boolean lacksUpdates() {
        return seen && !updates;
    }

    /// Whether the field `block_devices` was there, and never filled.
    boolean lacksDisks() {
        return noDisks && !disks;
    }
}
