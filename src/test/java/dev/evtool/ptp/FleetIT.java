package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evtool.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The packaged `evtool ptp watch` at a thousand proxies.
@Tag("process")
@Timeout(180)
class FleetIT {

    private static final int NODES = 1000;
    private static final int EVENTS = NODES * FleetNode.RESOURCES.size();
    private static final long MOST_MEGABYTES = 300;

    @Test
    void aThousandNodesAreSubscribedHeardAndUnsubscribedInLessThan300Megabytes(@TempDir Path folder) throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "127.10.x.y is loopback on Linux only");
        try (Fleet fleet = Fleet.start(NODES)) {
            Path list = Files.write(folder.resolve("proxies.txt"), fleet.uris());
            Path out = folder.resolve("out.txt");
            try (Launched run = Launched.start(List.of("sh", "-c",
                    "exec \"$0\" ptp watch --proxies \"$1\" --template '{{id}}' >\"$2\"",
                    Launched.launcher().toString(),
                    list.toString(), out.toString()))) {
                run.awaitErr(line -> line.contains("1000 of 1000 sources connected, 1000 subscribed"));
                assertEquals(EVENTS, fleet.subscriptions());
                fleet.burst(1);
                run.awaitUntil(() -> fleet.delivered() + fleet.failed() >= EVENTS);
                // what was answered for has been written
                assertEquals(2L * EVENTS, Files.readAllLines(out).stream().distinct().count());
                assertEquals(0, fleet.failed());
                long most = mostMegabytes(run.process().pid());
                assertTrue(most < MOST_MEGABYTES, most + " MB");
                run.signal("INT");
                assertEquals(130, run.exit(), run.err().toString());
                assertEquals(0, fleet.subscriptions());
                assertTrue(run.err().size() < 40, run.err().toString());
            }
        }
    }

    private static long mostMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(l -> l.startsWith("VmHWM"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }
}
