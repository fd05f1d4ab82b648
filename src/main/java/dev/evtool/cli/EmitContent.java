package dev.evtool.cli;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTree;
import dev.evtool.notify.MessageMaker;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.Payloads;
import dev.evtool.schema.Place;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What is to be said, as the options have it.
final class EmitContent {

    private static final Map<String, @Nullable Object> NOTHING = Map.of();

    private final EmitContentOptions options;
    private final Catalog catalog;
    private final Payloads payloads;
    private final Random random;

    EmitContent(EmitContentOptions options, Catalog catalog) {
        this.options = options;
        this.catalog = catalog;
        this.payloads = new Payloads(catalog);
        this.random = options.seed == null ? new Random() : new Random(options.seed);
        requireSense();
    }

    private void requireSense() {
        boolean files = options.isFromFiles();
        require(files || !options.eventTypes.isEmpty(), "there is nothing to send",
                "--event-type service.update builds it; --from FILE, --like SAMPLE; see: evtool help notify-emit");
        require(options.like == null || options.files.isEmpty(), "--like and --from contradict each other",
                "leave out one of them");
        require(options.mapping == null || !options.files.isEmpty(), "--map fills payloads from documents, and there "
                + "are none", "give them with --from");
        require(!options.legacy || !files, "--legacy builds a message, and --from and --like have one",
                "leave out --legacy");
        require(!options.legacy || options.eventTypes.size() == 1, "--legacy wants one event type",
                "--legacy --event-type compute.instance.create.end");
        require(options.payload == null || options.legacy, "--payload is for --legacy",
                "versioned payloads are built from the catalog, and changed by --set");
        require(options.version == null || (!files && !options.legacy),
                "--payload-version is for notifications that are built from the catalog", "leave it out");
        require(!options.keepIds || files, "--keep-ids is for messages that have some", "use it with --from or --like");
    }

    private static void require(boolean sense, String what, String next) {
        if (!sense) {
            throw new UsageException(new Problem(what, null, next));
        }
    }

    /// Gives all of it to the run.
    ///
    /// @throws SchemaException if a mapping cannot be used
    void into(EmitRun run, Console console)
            throws StreamException, SchemaException, InterruptedException, IOException {
        if (options.isFromFiles()) {
            new EmitFiles(options, catalog, this, run).read(console.in());
        } else if (options.legacy) {
            Object payload = changed(legacyPayload());
            for (long i = 0; i < run.times(); i++) {
                send(run, options.eventTypes.getFirst(), payload);
            }
        } else {
            List<String> types = types();
            for (String type : types) {
                changed(example(type)); // what cannot be built is told before anything is sent
            }
            for (long i = 0; i < run.times(); i++) {
                for (String type : types) {
                    send(run, type, changed(example(type)));
                }
            }
        }
    }

    private void send(EmitRun run, String type, @Nullable Object payload)
            throws StreamException, InterruptedException, IOException {
        run.send(new Place(type, 1, 1), said(type, payload));
    }

    private static Map<String, @Nullable Object> said(String type, @Nullable Object payload) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("event_type", type);
        said.put("payload", payload);
        said.put("_context_request_id", MessageMaker.request(Payloads.fields(payload)));
        return said;
    }

    private List<String> types() {
        List<String> types = new ArrayList<>();
        try {
            for (String pattern : options.eventTypes) {
                types.addAll(payloads.eventTypes(pattern));
            }
        } catch (SchemaException e) {
            throw usage(e);
        }
        return types;
    }

    private Map<String, @Nullable Object> example(String type) {
        try {
            return payloads.example(type, options.version, Instant.now(), random);
        } catch (SchemaException e) {
            throw usage(e);
        }
    }

    private Object legacyPayload() throws SchemaException {
        String text = options.payload;
        if (text == null) {
            return new LinkedHashMap<>(NOTHING);
        }
        try {
            String json = text.startsWith("@") ? Files.readString(Path.of(text.substring(1))) : text;
            Object payload = JsonTree.parse(json);
            return payload == null ? new LinkedHashMap<>(NOTHING) : payload;
        } catch (JsonFormatException e) {
            throw new UsageException(new Problem("--payload is no JSON: " + e.explanation(), null,
                    "a text is JSON in double quotes, which the shell must leave alone"));
        } catch (IOException e) {
            throw new SchemaException("cannot read " + text.substring(1) + ": " + e.getMessage(), null, null);
        }
    }

    /// A payload with all that --set says.
    ///
    /// @throws UsageException if there is no such field, or it cannot take the value
    @Nullable
    Object changed(@Nullable Object payload) {
        try {
            return set(set(payload, options.sets, "--set", false), options.jsonSets, "--set-json", true);
        } catch (SchemaException e) {
            throw usage(e);
        }
    }

    private @Nullable Object set(@Nullable Object payload, List<String> sets, String option, boolean json)
            throws SchemaException {
        Object changed = payload;
        for (String set : sets) {
            int sign = set.indexOf('=');
            require(sign > 0, option + " " + set + " sets nothing", "write PATH=VALUE");
            changed = payloads.set(changed, set.substring(0, sign), set.substring(sign + 1), json);
        }
        return changed;
    }

    private static UsageException usage(SchemaException e) {
        return new UsageException(new Problem(e.what(), e.likelyCause(), e.next()));
    }
}
