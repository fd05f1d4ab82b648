package dev.evtool.schema.custom;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes sense of what the library says where `anyOf` or `oneOf` is not met: it lists what every alternative misses. Told is
/// only what the alternative misses that was most likely meant; if there is no such, that none fits.
final class Alternatives {

    /// Keywords that lead one step down in the record too.
    private static final Set<String> DOWN = Set.of("additionalItems", "additionalProperties", "items",
            "patternProperties", "prefixItems", "properties", "unevaluatedItems", "unevaluatedProperties");

    /// What is wrong with a value.
    sealed interface Failure {

        /// An error of the library's, to be told as it is.
        record Plain(Error error) implements Failure {}

        /// None of the alternatives fits.
        ///
        /// @param pointer the value's
        /// @param wishes what each alternative wants first
        record None(String keyword, String pointer, List<Error> wishes) implements Failure {}
    }

    /// An `anyOf` or `oneOf` on the way to an error.
    ///
    /// @param step of the keyword in the evaluation path
    /// @param pointer of the value that has the alternatives
    private record Fork(int step, String pointer, String path) {}

    private Alternatives() {}

    static List<Failure> reduce(List<Error> errors) {
        return reduce(errors, 0);
    }

    private static List<Failure> reduce(List<Error> errors, int from) {
        Set<String> ambiguous = new HashSet<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("oneOf") && !String.valueOf(error.getArguments()[0]).equals("0")) {
                ambiguous.add(key(error.getInstanceLocation().toString(), error.getEvaluationPath().toString()));
            }
        }
        List<Failure> failures = new ArrayList<>();
        Map<String, TreeMap<Integer, List<Error>>> forks = new LinkedHashMap<>();
        Map<String, Fork> byKey = new LinkedHashMap<>();
        for (Error error : errors) {
            Fork fork = fork(error, from);
            if (fork != null) {
                String key = key(fork.pointer, fork.path);
                byKey.putIfAbsent(key, fork);
                forks.computeIfAbsent(key, _ -> new TreeMap<>())
                        .computeIfAbsent((Integer) error.getEvaluationPath().getElement(fork.step + 1),
                                _ -> new ArrayList<>())
                        .add(error);
            }
        }
        for (Error error : errors) {
            String key = key(error.getInstanceLocation().toString(), error.getEvaluationPath().toString());
            boolean told = error.getKeyword().equals("oneOf") && !ambiguous.contains(key) && forks.containsKey(key);
            if (fork(error, from) == null && !told) {
                failures.add(new Failure.Plain(error));
            }
        }
        forks.forEach((key, branches) -> {
            Fork fork = byKey.get(key);
            if (fork != null && !ambiguous.contains(key)) {
                failures.addAll(choose(fork, List.copyOf(branches.values())));
            }
        });
        return failures;
    }

    private static String key(String pointer, String path) {
        return pointer + '\n' + path;
    }

    private static @Nullable Fork fork(Error error, int from) {
        NodePath path = error.getEvaluationPath();
        int depth = 0;
        int last = path.getNameCount() - 2;
        for (int i = 0; i <= last; i++) {
            String keyword = path.getElement(i).toString();
            boolean indexed = path.getElement(i + 1) instanceof Integer;
            if (indexed && i >= from && (keyword.equals("anyOf") || keyword.equals("oneOf"))) {
                return new Fork(i, Pointer.of(error.getInstanceLocation(), depth), Pointer.of(path, i + 1));
            }
            depth += DOWN.contains(keyword) ? 1 : 0;
            i += indexed || Subschemas.NAMED.contains(keyword) ? 1 : 0;
        }
        return null;
    }

    private static List<Failure> choose(Fork fork, List<List<Error>> branches) {
        Comparator<List<Error>> likelihood = Comparator
                .comparingInt((List<Error> branch) -> count(branch, e -> isAt(fork, e) && is(e, "type")))
                .thenComparingInt(branch -> count(branch, e -> is(e, "const") || is(e, "enum")))
                .thenComparingInt(branch -> -branch.stream().mapToInt(e -> e.getInstanceLocation().getNameCount()).max()
                        .orElse(0));
        List<List<Error>> sorted = branches.stream().sorted(likelihood).toList();
        List<Error> best = sorted.getFirst();
        boolean only = sorted.size() == 1 || likelihood.compare(best, sorted.get(1)) < 0;
        if (only && !best.stream().allMatch(e -> isAt(fork, e) && is(e, "type"))) {
            return reduce(best, fork.step + 2);
        }
        List<Error> wishes = branches.stream().map(List::getFirst).toList();
        String keyword = fork.path.substring(fork.path.lastIndexOf('/') + 1);
        return List.of(new Failure.None(keyword, fork.pointer, wishes));
    }

    private static int count(List<Error> branch, Predicate<Error> which) {
        return (int) branch.stream().filter(which).count();
    }

    private static boolean isAt(Fork fork, Error error) {
        return Pointer.of(error.getInstanceLocation()).equals(fork.pointer);
    }

    private static boolean is(Error error, String keyword) {
        return error.getKeyword().equals(keyword);
    }
}
