package dev.evtool.ptp;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The threads of this JVM, virtual ones too, which `Thread.getAllStackTraces` leaves out.
final class ThreadDump {

    private ThreadDump() {}

    static List<String> names() {
        try {
            Path file = Files.createTempFile("threads", ".json");
            Files.delete(file);
            Objects.requireNonNull(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                    .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
            JsonNode dump = ProxyCaller.JSON.readTree(file.toFile());
            Files.delete(file);
            return dump.findValuesAsString("name");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
