package dev.evtool.container;

import dev.evtool.container.ContainerEvents.Head;
import dev.evtool.event.Event;
import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.Severity;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lines of Docker's and Podman's event streams to events: several objects may stand on one line, a record of
/// `json-seq` begins with a separator (`container-events.md`, 2.4). Each event is read in one pass over its bytes. Not
/// for several threads.
final class DockerCodec {

    private static final byte RECORD_SEPARATOR = 0x1e;
    private static final int MOST_SHOWN = 4096;
    private static final long NANOS = 1_000_000_000L;
    /// The years 0 to 9999, which all that reads times can read.
    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final ContainerEvents events;
    private final LabelMemory memory;
    private final JsonCursor json = new JsonCursor();

    private String type = "";
    private String action = "";
    private String actorId = "";
    private String status = "";
    private String id = "";
    private String health = "";
    private String exitCode = "";
    private boolean from;
    private boolean podman;
    private int keys;
    private long seconds;
    private long nanos;

    DockerCodec(ContainerEvents events, LabelMemory memory) {
        this.events = events;
        this.memory = memory;
    }

    /// Takes a line, and tells what is on it.
    ///
    /// @param line without its end; becomes the payload of an event, and must not be changed afterwards
    /// @param ended whether the wire had a line feed behind it
    void read(byte[] line, boolean ended, EngineClient.Taker taker) throws InterruptedException {
        int begin = 0;
        while (begin < line.length) {
            int p = begin;
            while (p < line.length && isBetween(line[p])) {
                p++;
            }
            if (p == line.length) {
                return;
            }
            try {
                Head head = head(line, p);
                begin = told(line, begin, p, ended, head, taker);
            } catch (JsonFormatException e) {
                int end = p + 1;
                while (end < line.length && line[end] != RECORD_SEPARATOR) {
                    end++;
                }
                taker.malformed("no event: " + e.explanation(), Arrays.copyOfRange(line, p,
                        Math.min(end, p + MOST_SHOWN)));
                begin = end;
            } catch (EngineFormatException e) {
                begin = json.position();
                taker.malformed("no event: " + e.what(), Arrays.copyOfRange(line, p,
                        Math.min(begin, p + MOST_SHOWN)));
            }
        }
    }

    /// Whether these bytes are one JSON object or several, and not the beginning of one.
    boolean isWhole(byte[] bytes) {
        int p = 0;
        try {
            while (p < bytes.length) {
                if (isBetween(bytes[p])) {
                    p++;
                } else {
                    json.reset(bytes, p, bytes.length);
                    json.skip();
                    p = json.position();
                }
            }
            return true;
        } catch (JsonFormatException cut) {
            return false;
        }
    }

    /// @param begin where the wire's share of the event begins
    /// @param p where its JSON begins
    /// @return where the next one's share begins
    private int told(byte[] line, int begin, int p, boolean ended, Head head, EngineClient.Taker taker)
            throws InterruptedException {
        int end = json.position();
        int next = end;
        while (next < line.length && isBetween(line[next]) && line[next] != RECORD_SEPARATOR) {
            next++;
        }
        byte[] payload = p == 0 && end == line.length ? line : Arrays.copyOfRange(line, p, end);
        byte @Nullable [] wire = null;
        boolean last = next == line.length;
        if (begin != p || next != end || !last || !ended) {
            wire = Arrays.copyOfRange(line, begin, last && ended ? next + 1 : next);
            if (last && ended) {
                wire[wire.length - 1] = '\n';
            }
        }
        String doubtful = keys == 0 || podman || !head.object().equals("container") ? ""
                : memory.doubtful(head.id(), head.action(), keys);
        Event event = events.event(head, doubtful, payload, wire, Instant.now());
        taker.event(event);
        return next;
    }

    private static boolean isBetween(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == RECORD_SEPARATOR;
    }

    private Head head(byte[] line, int p) throws JsonFormatException, EngineFormatException {
        forget();
        json.reset(line, p, line.length);
        json.enter();
        while (json.next()) {
            switch (json.name()) {
                case "Type" -> type = json.word();
                case "Action" -> action = json.word();
                case "Actor" -> actor();
                case "status" -> status = json.word();
                case "id" -> id = json.word();
                case "HealthStatus" -> health = json.word();
                case "time" -> seconds = json.integer();
                case "timeNano" -> nanos = json.integer();
                case "from" -> {
                    from = true;
                    json.skip();
                }
                default -> json.skip();
            }
        }
        return head();
    }

    private void forget() {
        type = "";
        action = "";
        actorId = "";
        status = "";
        id = "";
        health = "";
        exitCode = "";
        from = false;
        podman = false;
        keys = 0;
        seconds = 0;
        nanos = 0;
    }

    private void actor() throws JsonFormatException {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.enter();
        while (json.next()) {
            switch (json.name()) {
                case "ID" -> actorId = json.word();
                case "Attributes" -> attributes();
                default -> json.skip();
            }
        }
    }

    private void attributes() throws JsonFormatException {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.enter();
        while (json.next()) {
            String key = json.name();
            int bit = LabelMemory.bit(key);
            keys |= bit;
            boolean podmans = key.equals("containerExitCode");
            podman |= podmans || key.equals("podId");
            if ((podmans ? exitCode.isEmpty() : key.equals("exitCode")) && json.isString()) {
                exitCode = json.word();
            } else {
                json.skip();
            }
        }
    }

    private Head head() throws EngineFormatException {
        if (type.isEmpty()) {
            type = from ? "container" : "image";
            action = status;
        }
        action = action.isEmpty() ? status : action;
        if (action.isEmpty()) {
            throw new EngineFormatException("it says neither Action nor status");
        }
        DockerWords words = DockerWords.of(type, action);
        String subject = actorId.isEmpty() ? id : actorId;
        return new Head(words.object(), words.action(), action, subject, time(), severity(words));
    }

    private Instant time() throws EngineFormatException {
        if (nanos != 0) {
            return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
        }
        if (seconds == 0 || seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            throw new EngineFormatException("it says no time");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /// As [ContainerReading#severity] has it, which reads all of the event.
    private Severity severity(DockerWords words) {
        return switch (words.action()) {
            case "oom", "pull-error" -> Severity.ERROR;
            case "die" -> exitCode.equals("0") ? Severity.INFO : Severity.WARN;
            case "health" -> (health.isEmpty() ? words.text() : health).equals("unhealthy") ? Severity.ERROR
                    : Severity.INFO;
            default -> Severity.INFO;
        };
    }
}
