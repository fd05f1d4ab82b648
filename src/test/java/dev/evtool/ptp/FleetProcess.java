package dev.evtool.ptp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/// A [Fleet] in a process of its own, for the benchmark: writes the list of its proxies to a file, then obeys the words
/// on its standard input, each answered by one line. It ends when that ends, and after half an hour.
///
/// `FleetProcess NODES FILE`; words: `counts`, `burst N`, `flow EVENTS_A_SECOND SECONDS`, `die FROM TO`, `live FROM TO`.
public final class FleetProcess {

    private static final Duration LIFE = Duration.ofMinutes(30);

    private final Fleet fleet;

    private FleetProcess(Fleet fleet) {
        this.fleet = fleet;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(LIFE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        try (Fleet fleet = Fleet.start(Integer.parseInt(args[0]));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Files.write(Path.of(args[1]), fleet.uris());
            FleetProcess process = new FleetProcess(fleet);
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(process.obey(line.split(" ", -1)));
            }
        }
    }

    private String obey(String[] words) throws IOException, InterruptedException {
        switch (words[0]) {
            case "burst" -> fleet.burst(Long.parseLong(words[1]));
            case "flow" -> flow(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "die", "live" -> fleet.alive(Integer.parseInt(words[1]), Integer.parseInt(words[2]),
                    words[0].equals("live"));
            default -> {
                // all words are answered by the counts
            }
        }
        return fleet.subscriptions() + " " + fleet.delivered() + " " + fleet.failed() + " " + fleet.requests() + " "
                + fleet.connections();
    }

    /// Events of clocks here and there, evenly spread over the time.
    private void flow(int perSecond, int seconds) throws InterruptedException {
        Random random = new Random(1);
        long began = System.nanoTime();
        for (long i = 0; i < (long) perSecond * seconds; i++) {
            long due = began + i * 1_000_000_000L / perSecond;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            fleet.node(random.nextInt(fleet.size()))
                    .tell(FleetNode.RESOURCES.get(random.nextInt(FleetNode.RESOURCES.size())), i);
        }
    }
}
