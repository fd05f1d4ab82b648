package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON Schema keywords by which an object is checked as [ObjectHistory#contract] would: first by the very version that it
/// claims, else by the next later minor of its major, else as a later minor than any known.
///
/// @param schemas makes what each version asks for
record VersionChoice(ObjectHistory history, Schemas schemas) {

    /// Who makes the schema of a version, or of later minors than it.
    interface Schemas {
        Map<String, Object> of(ObjectSchema version, boolean later);
    }

    private record Branch(Map<String, Object> version, Map<String, Object> schema) {}

    /// @param key the member that holds the version
    Map<String, Object> of(String key) {
        List<Branch> branches = new ArrayList<>();
        for (ObjectSchema known : history.versions().reversed()) {
            branches.add(new Branch(Map.of("const", known.version()), schemas.of(known, false)));
        }
        for (int i = 0; i < history.versions().size(); i++) {
            ObjectSchema known = history.versions().get(i);
            Optional<Version> version = Version.parse(known.version());
            if (version.isPresent()) {
                branches.add(new Branch(string(VersionPattern.upTo(version.get())),
                        schemas.of(known, false)));
                if (isLastOfMajor(i, version.get())) {
                    branches.add(new Branch(string(VersionPattern.any(version.get())),
                            schemas.of(known, true)));
                }
            }
        }
        Map<String, Object> chain = Map.of();
        for (Branch branch : branches.reversed()) {
            Map<String, Object> link = new LinkedHashMap<>();
            link.put("if", Map.of("properties", Map.of(key, branch.version())));
            link.put("then", branch.schema());
            link.put("else", chain.isEmpty() ? false : chain);
            chain = link;
        }
        return chain;
    }

    private static Map<String, Object> string(String pattern) {
        return PrettyJson.object("type", "string", "pattern", pattern);
    }

    private boolean isLastOfMajor(int index, Version version) {
        return history.versions().stream().skip(index + 1L).map(v -> Version.parse(v.version()))
                .noneMatch(later -> later.isPresent() && later.get().major() == version.major());
    }
}
