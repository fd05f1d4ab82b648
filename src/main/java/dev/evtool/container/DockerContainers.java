package dev.evtool.container;

import dev.evtool.event.Rfc3339;
import dev.evtool.stream.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Which containers there are. What the list leaves out - since when, how they ended, restarts - each container is asked
/// for, up to a number of them.
///
/// @param prefix of the API's version
record DockerContainers(DockerCalls calls, String prefix) {

    private static final int MOST_ASKED = 200;

    List<ContainerNow> all(Predicate<ContainerNow> wanted) throws EngineException, InterruptedException {
        DockerAnswer answer = calls
                .get(calls.url(prefix + "/containers/json").addQueryParameter("all", "1").build());
        if (!answer.isGood()) {
            throw new EngineException(new DockerRefusal(calls.name()).of(answer, "its containers"), null);
        }
        if (!(answer.json() instanceof List<?> list)) {
            throw new EngineException(new Problem(calls.name() + " answered with no list of containers",
                    "what listens there is no engine", "check the address"), null);
        }
        List<ContainerNow> all = new ArrayList<>();
        int asked = 0;
        for (Object entry : list) {
            if (!(entry instanceof Map<?, ?> listed) || text(listed, "Id").isEmpty()) {
                continue;
            }
            ContainerNow known = of(listed, Map.of());
            if (wanted.test(known)) {
                (asked++ < MOST_ASKED ? detailed(listed) : Optional.of(known)).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    /// Empty if it has been removed meanwhile.
    private Optional<ContainerNow> detailed(Map<?, ?> listed) throws EngineException, InterruptedException {
        HttpUrl url = calls.url(prefix + "/containers").addPathSegment(text(listed, "Id")).addPathSegment("json")
                .build();
        DockerAnswer answer = calls.get(url);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(of(listed, answer.isGood() && answer.json() instanceof Map<?, ?> map ? map : Map.of()));
    }

    /// @param details empty if they are not known
    static ContainerNow of(Map<?, ?> listed, Map<?, ?> details) {
        Map<?, ?> state = map(details, "State");
        String word = text(listed, "State").isEmpty() ? text(state, "Status") : text(listed, "State");
        boolean over = switch (word) {
            case "exited", "dead", "stopped", "restarting" -> true;
            default -> false;
        };
        Instant since = switch (word) {
            case "running" -> time(text(state, "StartedAt"));
            case "exited", "dead", "stopped", "restarting" -> time(text(state, "FinishedAt"));
            case "created" -> time(text(details, "Created"));
            default -> null;
        };
        String health = text(map(state, "Health"), "Status");
        return new ContainerNow(text(listed, "Id"), name(listed), text(listed, "Image"), word, since,
                over ? number(state, "ExitCode") : null, health.equals("none") ? "" : health,
                number(details, "RestartCount"), "", labels(map(listed, "Labels")));
    }

    private static String name(Map<?, ?> listed) {
        String first = listed.get("Names") instanceof List<?> names && !names.isEmpty()
                && names.getFirst() instanceof String name ? name : "";
        for (Object other : listed.get("Names") instanceof List<?> names ? names : List.of()) {
            // names by old-style links have a second slash
            if (other instanceof String name && name.lastIndexOf('/') <= 0) {
                first = name;
                break;
            }
        }
        String bare = first.startsWith("/") ? first.substring(1) : first;
        return bare.isEmpty() ? text(listed, "Id") : bare;
    }

    private static Map<String, String> labels(Map<?, ?> given) {
        Map<String, String> labels = new TreeMap<>();
        given.forEach((key, value) -> labels.put(String.valueOf(key), value == null ? "" : String.valueOf(value)));
        return labels;
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    private static @Nullable Long number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Long number ? number : null;
    }

    /// Go writes the year 1 for a time that has not come.
    private static @Nullable Instant time(String text) {
        return Rfc3339.parse(text).filter(time -> time.getEpochSecond() > 0).orElse(null);
    }
}
