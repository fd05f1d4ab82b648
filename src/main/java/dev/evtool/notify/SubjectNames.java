package dev.evtool.notify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Under which names payloads hold the id of what they are about.
final class SubjectNames {

    /// The most telling first. From `name` on they are no ids, but all that there is.
    private static final List<String> NAMES = List.of("uuid", "instance_uuid", "instance_id", "volume_id",
            "snapshot_id",
            "backup_id", "port_id", "network_id", "subnet_id", "router_id", "floatingip_id", "resource_info",
            "server_group_id", "aggregate_id", "flavorid", "id", "name", "key_name", "host", "host_name");
    private static final Map<String, Integer> RANKS = new HashMap<>();

    static {
        NAMES.forEach(name -> RANKS.put(name, RANKS.size()));
    }

    /// Below is an id, from here on a name.
    static final int FIRST_NAME = NAMES.indexOf("name");

    /// Worse than all of them.
    static final int NONE = NAMES.size();

    private SubjectNames() {}

    /// The smaller the more telling.
    static int rank(String name) {
        return RANKS.getOrDefault(name, NONE);
    }
}
