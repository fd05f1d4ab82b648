package dev.evtool.schema.custom;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One value held against one schema.
///
/// @param errors what the library says, at most some thousands; empty if it came to no end
/// @param stopped why it came to no end; null if it did
record Trial(List<Error> errors, @Nullable String stopped) {

    /// Each is an object of some hundred bytes, and a record may hold millions of wrong values.
    private static final int MOST_ERRORS = 10_000;
    private static final NodePath ROOT = new NodePath(PathType.JSON_POINTER);

    /// The library calls itself for each level of the record, several times; 500 levels may need more than a common stack.
    private static final long DEEP_STACK = 256L << 20;

    /// Holds the value against the schema.
    ///
    /// @param size of the value's text in bytes
    static Trial of(Schema schema, JsonNode value, long size) {
        try {
            return attempt(schema, value, size);
        } catch (StackOverflowError e) {
            return deep(schema, value, size);
        }
    }

    private static Trial deep(Schema schema, JsonNode value, long size) {
        FutureTask<Trial> task = new FutureTask<>(() -> attempt(schema, value, size));
        Thread thread = new Thread(null, task, "deep-schema", DEEP_STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            return new Trial(List.of(), "the record is nested too deeply for its schema");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trial(List.of(), "interrupted");
        }
    }

    private static Trial attempt(Schema schema, JsonNode value, long size) {
        ExecutionContext context = new Capped();
        context.setExecutionConfig(Library.bounds(size));
        try {
            schema.validate(context, value, value, ROOT);
            return new Trial(context.getErrors(), null);
        } catch (ValidationLimitExceededException e) {
            return new Trial(List.of(),
                    "the schema takes too many steps: it refers to itself in a circle, or tries too many "
                            + "alternatives within each other");
        } catch (SchemaPattern.Endless e) {
            return new Trial(List.of(),
                    "the pattern " + e.getMessage() + " takes too many steps on a text of the record");
        }
    }

    private static final class Capped extends ExecutionContext {

        @Override
        public void addError(Error error) {
            if (getErrors().size() < MOST_ERRORS) {
                super.addError(error);
            }
        }
    }
}
