package dev.evtool.container;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.evtool.container.wire.ContainerdProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The messages that containerd's events are made of, by the names that they have on the wire.
final class ContainerdTypes {

    private static final String IMAGES = "containerd.services.images.v1.";
    private static final String EVENTS = "containerd.events.";

    private static final Map<String, Parser<? extends Message>> PARSERS = parsers();

    private ContainerdTypes() {}

    private static Map<String, Parser<? extends Message>> parsers() {
        Map<String, Parser<? extends Message>> parsers = new HashMap<>();
        for (Message type : List.<Message>of(ContainerdProto.ContainerCreate.getDefaultInstance(),
                ContainerdProto.ContainerUpdate.getDefaultInstance(),
                ContainerdProto.ContainerDelete.getDefaultInstance(),
                ContainerdProto.TaskCreate.getDefaultInstance(), ContainerdProto.TaskStart.getDefaultInstance(),
                ContainerdProto.TaskDelete.getDefaultInstance(), ContainerdProto.TaskExit.getDefaultInstance(),
                ContainerdProto.TaskOOM.getDefaultInstance(), ContainerdProto.TaskExecAdded.getDefaultInstance(),
                ContainerdProto.TaskExecStarted.getDefaultInstance(),
                ContainerdProto.TaskPaused.getDefaultInstance(), ContainerdProto.TaskResumed.getDefaultInstance(),
                ContainerdProto.TaskCheckpointed.getDefaultInstance(),
                ContainerdProto.SnapshotPrepare.getDefaultInstance(),
                ContainerdProto.SnapshotCommit.getDefaultInstance(),
                ContainerdProto.SnapshotRemove.getDefaultInstance(),
                ContainerdProto.NamespaceCreate.getDefaultInstance(),
                ContainerdProto.NamespaceUpdate.getDefaultInstance(),
                ContainerdProto.NamespaceDelete.getDefaultInstance(),
                ContainerdProto.ContentCreate.getDefaultInstance(),
                ContainerdProto.ContentDelete.getDefaultInstance(),
                ContainerdProto.SandboxCreate.getDefaultInstance(),
                ContainerdProto.SandboxStart.getDefaultInstance(),
                ContainerdProto.SandboxExit.getDefaultInstance())) {
            parsers.put(EVENTS + type.getDescriptorForType().getName(), type.getParserForType());
        }
        for (Message type : List.<Message>of(ContainerdProto.ImageCreate.getDefaultInstance(),
                ContainerdProto.ImageUpdate.getDefaultInstance(), ContainerdProto.ImageDelete.getDefaultInstance())) {
            parsers.put(IMAGES + type.getDescriptorForType().getName(), type.getParserForType());
        }
        return Map.copyOf(parsers);
    }

    /// The name in a type URL, which containerd writes without the part before the slash.
    static String name(String typeUrl) {
        return typeUrl.substring(typeUrl.lastIndexOf('/') + 1);
    }

    /// The message; empty if nobody knows its type, or it is none.
    static Optional<Message> read(String name, ByteString value) {
        Parser<? extends Message> parser = PARSERS.get(name);
        try {
            return parser == null ? Optional.empty() : Optional.of(parser.parseFrom(value));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
