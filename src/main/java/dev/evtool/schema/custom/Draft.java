package dev.evtool.schema.custom;

import java.util.List;
import java.util.Optional;

/// The versions of JSON Schema that are understood, by their `$schema`.
enum Draft {
    DRAFT_06("http://json-schema.org/draft-06/schema#", true),
    DRAFT_07("http://json-schema.org/draft-07/schema#", true),
    DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema", false),
    /// Also that of schemas which do not say.
    DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema", false);

    private final String uri;
    private final boolean lonelyRef;

    Draft(String uri, boolean lonelyRef) {
        this.uri = uri;
        this.lonelyRef = lonelyRef;
    }

    String uri() {
        return uri;
    }

    /// Whether `$ref` makes its neighbours have no meaning.
    boolean hasLonelyRef() {
        return lonelyRef;
    }

    /// The one that a `$schema` names, however it spells the scheme and an empty fragment.
    static Optional<Draft> of(String uri) {
        return List.of(values()).stream().filter(d -> bare(d.uri).equals(bare(uri))).findFirst();
    }

    /// Whether the URI is that of a meta-schema, or of a part of one: all of them are at hand.
    static boolean isMeta(String uri) {
        return of(uri).isPresent() || uri.matches("https://json-schema\\.org/draft/20(19-09|20-12)/meta/[a-z-]+");
    }

    private static String bare(String uri) {
        return uri.replaceFirst("^https?:", "").replaceFirst("#$", "");
    }
}
