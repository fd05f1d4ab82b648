package dev.evtool.container;

import dev.evtool.stream.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/// What to say of a unix socket that cannot be connected to.
record SocketFaults(EngineKind kind) {

    Problem missing(Path path) {
        return new Problem("there is no socket " + path, kind.product() + " does not run here, or listens elsewhere",
                start() + ", or give its address with -e " + kind.word() + "://SOCKET or HOST:PORT");
    }

    Problem deserted(Path path) {
        if (Files.isDirectory(path) || Files.isRegularFile(path)) {
            return new Problem(path + " is no socket", Files.isDirectory(path) ? "it is a folder" : "it is a file",
                    "give the path of the socket with -e " + kind.word() + ":///PATH/OF/SOCKET");
        }
        return new Problem("nobody listens at " + path, kind.product() + " does not run any more",
                start() + ", or give another address with -e");
    }

    /// Whom the socket's file lets in is better known than whom it usually does.
    Problem denied(Path path) {
        String group = kind.group();
        try {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
            group = file.permissions().contains(PosixFilePermission.GROUP_WRITE) ? file.group().getName() : "root";
        } catch (IOException | UnsupportedOperationException notToBeSeen) {
            // the folder is closed, too: then the usual one it is
        }
        boolean nobody = group.equals("root");
        return new Problem("no permission for the socket " + path,
                nobody ? "only root may use it" : "only root and the group " + group + " may use it",
                nobody ? kind == EngineKind.PODMAN ? "sudo evtool ..., or use the socket of your own containers: "
                        + "$XDG_RUNTIME_DIR/podman/podman.sock" : "sudo evtool ..."
                        : "sudo evtool ..., or sudo usermod -aG " + group + " $USER and log in again");
    }

    private String start() {
        return kind == EngineKind.PODMAN
                ? "start it: systemctl start podman.socket (for your own containers with --user)"
                : "start it: systemctl start " + kind.word();
    }
}
