package dev.evtool.schema.custom;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.resource.InputStreamSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The library for JSON Schema, told to take schemas from [Links] alone. For several threads.
///
/// Formats are asserted, as ajv with its formats and check-jsonschema do, whatever the draft: who writes `"format": "uuid"`
/// wants it checked.
final class Library {

    private static final long STEPS = 1_000_000;
    /// Enough for 500 levels of JSON in a recursive schema that takes several steps for each.
    private static final int DEPTH = 4000;

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true).locale(Locale.ROOT).regularExpressionFactory(SchemaPattern::compile).build();

    private static final SchemaRegistry META = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(CONFIG).nodeReader(TreeReader.INSTANCE));

    private final SchemaRegistry registry;

    Library(Links links) {
        registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(CONFIG).nodeReader(TreeReader.INSTANCE).schemaLoader(
                        loader -> loader
                                .resourceLoaders(loaders -> loaders.add(iri -> source(links, iri.toString())))));
    }

    private static @Nullable InputStreamSource source(Links links, String uri) {
        Links.Resource resource = links.resource(uri);
        return resource == null ? null : () -> new TreeReader.Tree(standalone(resource));
    }

    /// The schema with its draft and its canonical URI, which is how files call each other by either.
    private static JsonNode standalone(Links.Resource resource) {
        if (!resource.node().isObject()) {
            return resource.node();
        }
        ObjectNode copy = ((ObjectNode) resource.node()).deepCopy();
        copy.put("$schema", resource.file().draft().uri());
        return copy.put("$id", resource.uri());
    }

    /// The schema ready for use, with all that it refers to.
    Schema compile(Links.Resource resource) {
        Schema schema = registry.getSchema(SchemaLocation.of(resource.uri()));
        schema.initializeValidators();
        return schema;
    }

    /// The schema that schemas of that draft obey.
    static Schema meta(Draft draft) {
        return META.getSchema(SchemaLocation.of(draft.uri()));
    }

    /// The bounds of one validation, so that no schema blows up, or runs in a circle, on any record.
    ///
    /// @param size of the record in bytes
    static ExecutionConfig bounds(long size) {
        return ExecutionConfig.builder().locale(Locale.ROOT).formatAssertionsEnabled(true)
                .maxEvaluationDepth(DEPTH).maxEvaluationSteps(STEPS + 50 * size).build();
    }
}
