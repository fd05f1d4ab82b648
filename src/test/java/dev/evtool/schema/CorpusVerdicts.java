package dev.evtool.schema;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What each record of the corpora must be judged to be, and why: worked out from the records, the registry of Nova 26.2
/// and the protocol sheets, without evtool's own judge.
///
/// @param path in the corpora: a file of rows, or a folder with a file for each record
/// @param records how many it has
/// @param exceptions how many of them are not valid
/// @param verdict of a record; for samples whose references are not followed, by the name of the file
record CorpusVerdicts(String path, int records, int exceptions, Function<Row, Verdict> verdict, String why) {

    /// @param name of the file
    record Row(String name, String text) {

        JsonNode json() {
            return JSON.readTree(text);
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path CORPUS = Path.of("..", "shared", "corpus");

    /// Samples with properties of an image: 1.19, where the registry has 1.12.
    private static final Set<String> WITH_IMAGES = Set.of("compute_task-build_instances-error.json",
            "compute_task-migrate_server-error.json", "compute_task-rebuild_server-error.json",
            "scheduler-select_destinations-start.json", "scheduler-select_destinations-end.json",
            "ComputeTaskPayload.json", "ImageMetaPayload.json", "ImageMetaPropsPayload.json",
            "RequestSpecPayload.json");

    private static final String NEWER = "ImageMetaPropsPayload 1.19 is later than the catalog's 1.12; all else is known";
    private static final String LEGACY = "legacy notifications, of topic notifications, claim no version";
    private static final String AS_SENT = "as the real program sends it";

    static final List<CorpusVerdicts> ALL = List.of(
            new CorpusVerdicts("nova/wire.jsonl", 140, 5, row -> sample(row.json().path("sample").asString()), NEWER),
            new CorpusVerdicts("nova/resolved", 140, 5, row -> sample(row.name()), NEWER),
            new CorpusVerdicts("nova/samples", 140, 5, row -> sample(row.name()), NEWER),
            new CorpusVerdicts("nova/samples/common_payloads", 34, 4, row -> sample(row.name()), NEWER),
            new CorpusVerdicts("oslo/v2.jsonl", 58, 22, CorpusVerdicts::byTopic, LEGACY),
            new CorpusVerdicts("oslo/v1.jsonl", 4, 2, CorpusVerdicts::byTopic, LEGACY),
            new CorpusVerdicts("oslo/gzip.jsonl", 2, 1, CorpusVerdicts::byTopic, LEGACY),
            new CorpusVerdicts("ptp/v2-main-mock.events.jsonl", 79, 12, CorpusVerdicts::swapped,
                    "the mock plugin swaps type and source in the first notification of a subscription: no consumer "
                            + "that goes by the type can know it, and the sheet has it as an artefact"),
            valid("ptp/v2-main-ptp.events.jsonl", 48), valid("ptp/v2-4.18-ptp.events.jsonl", 48),
            valid("ptp/v1-4.18.events.jsonl", 10), valid("ptp/v1-4.14.events.jsonl", 10),
            valid("ptp/v1-4.18-transport.events.jsonl", 8),
            valid("container-events/dockerd-20.10/events-api1.41.jsonl", 81),
            valid("container-events/dockerd-20.10/docker-cli-filter-event-die.jsonl", 4),
            valid("container-events/podman-4.3/compat-events-api1.41.jsonl", 29),
            valid("container-events/podman-4.3/libpod-events-v4.0.0.jsonl", 29),
            valid("container-events/podman-4.3/podman-cli-events-json.jsonl", 29),
            valid("container-events/podman-4.3/events.log", 81),
            valid("container-events/isulad/events.jsonl", 42),
            valid("container-events/isulad/synthetic-edge-cases.jsonl", 5));

    private static CorpusVerdicts valid(String path, int records) {
        return new CorpusVerdicts(path, records, 0, _ -> Verdict.VALID, AS_SENT);
    }

    private static Verdict sample(String name) {
        return WITH_IMAGES.contains(name) ? Verdict.NEWER_MINOR : Verdict.VALID;
    }

    private static Verdict byTopic(Row row) {
        return row.json().path("routing_key").asString().startsWith("notifications.") ? Verdict.UNVERSIONED
                : Verdict.VALID;
    }

    private static Verdict swapped(Row row) {
        return row.json().path("body").path("type").asString().startsWith("/cluster/node/") ? Verdict.INVALID
                : Verdict.VALID;
    }

    /// The file or folder itself. Skips the test, by name, where there are no corpora.
    Path file() {
        Path file = CORPUS.resolve(path);
        assumeTrue(Files.exists(file), "no corpus " + path + " beside this folder");
        return file;
    }

    /// The records, in the order of the file or of the names.
    List<Row> rows() {
        Path file = file();
        try {
            if (Files.isDirectory(file)) {
                try (Stream<Path> files = Files.list(file)) {
                    return files.filter(f -> f.toString().endsWith(".json")).sorted()
                            .map(f -> new Row(f.getFileName().toString(), text(f))).toList();
                }
            }
            return text(file).lines().map(line -> new Row(file.getFileName().toString(), line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
