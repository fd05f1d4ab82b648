package dev.evtool.container;

import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.ContainerdProto.ContainerList;
import dev.evtool.container.wire.ContainerdProto.TaskList;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// containerd's containers and the tasks that run in them, in everybody's words.
final class ContainerdContainers {

    private ContainerdContainers() {}

    static List<ContainerNow> now(String namespace, ContainerList containers, TaskList tasks) {
        Map<String, TaskList.Item> running = new HashMap<>();
        tasks.getTasksList().forEach(
                task -> running.put(task.getId().isEmpty() ? task.getContainerId() : task.getId(), task));
        return containers.getContainersList().stream()
                .map(container -> now(namespace, container, running.get(container.getId()))).toList();
    }

    /// A container without a task has not been started, or what ran in it has been cleared away.
    private static ContainerNow now(String namespace, ContainerList.Item container, TaskList.@Nullable Item task) {
        String state = task == null ? "created" : switch (task.getStatus()) {
            case CREATED -> "created";
            case RUNNING -> "running";
            case STOPPED -> "exited";
            case PAUSED -> "paused";
            case PAUSING -> "pausing";
            case UNKNOWN, UNRECOGNIZED -> "unknown";
        };
        TaskList.Item ended = task != null && state.equals("exited") ? task : null;
        String name = ContainerdReading.nameOf(container.getLabelsMap());
        return new ContainerNow(container.getId(), name.isEmpty() ? container.getId() : name, container.getImage(),
                state, ended != null ? time(ended.getExitedAt()) : task == null ? time(container.getCreatedAt()) : null,
                ended != null ? Long.valueOf(Integer.toUnsignedLong(ended.getExitStatus())) : null, "", null, namespace,
                Map.copyOf(container.getLabelsMap()));
    }

    private static @Nullable Instant time(Timestamp time) {
        try {
            Instant known = WireTime.of(time);
            return known == null || known.getEpochSecond() < 0 ? null : known;
        } catch (EngineFormatException noTime) {
            return null;
        }
    }
}
