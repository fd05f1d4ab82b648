package dev.evtool.schema.custom;

import dev.evtool.schema.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a schema is called by those who send payloads: the end of its `$id`, or of its file's path where it has none, read
/// as `NAME/VERSION`, `NAME@VERSION`, `NAME-VERSION` or `NAME`. A version is one to three numbers, maybe behind a `v`; `1`
/// is `1.0`. The ends `.json`, `.schema.json` and `#` do not count.
record SchemaName(String name, @Nullable Version version) {

    private static final Pattern VERSIONED = Pattern.compile("(?:.*/)?([^/]+)[/@-]v?(\\d{1,6}(?:\\.\\d{1,6}){0,2})");

    static SchemaName of(String address) {
        String bare = address.replaceFirst("#$", "").replaceFirst("(\\.schema)?\\.json$", "");
        Matcher versioned = VERSIONED.matcher(bare);
        if (versioned.matches()) {
            return new SchemaName(versioned.group(1), version(versioned.group(2)).orElseThrow());
        }
        return new SchemaName(bare.replaceFirst(".*[/:]", ""), null);
    }

    /// As schemas and payloads spell versions: those of [Version], and a lone major.
    static Optional<Version> version(String text) {
        return Version.parse(text).or(() -> Version.parse(text + ".0"));
    }
}
