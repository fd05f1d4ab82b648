package dev.evtool.cli;

import dev.evtool.event.JsonTree;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.FoundMessage;
import dev.evtool.schema.MessageReader;
import dev.evtool.schema.PayloadMapping;
import dev.evtool.schema.Place;
import dev.evtool.schema.RecordReader;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.input.InputWords;
import dev.evtool.schema.input.RecordValues;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be said, from records of files: as they say it, or by a mapping.
final class EmitFiles implements RecordValues.Taker<FoundMessage> {

    /// What ends the reading, on its way through those who read.
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Ended(Exception reason) {
            super(reason);
        }
    }

    private final EmitContentOptions options;
    private final Catalog catalog;
    private final EmitContent content;
    private final EmitRun run;
    private boolean taken;

    EmitFiles(EmitContentOptions options, Catalog catalog, EmitContent content, EmitRun run) {
        this.options = options;
        this.catalog = catalog;
        this.content = content;
        this.run = run;
    }

    /// Sends what the files hold.
    ///
    /// @throws SchemaException if the mapping cannot be used
    void read(InputStream standardInput) throws StreamException, SchemaException, InterruptedException, IOException {
        List<String> words = options.like == null ? options.files : List.of(options.like);
        RecordReader<FoundMessage> reader = options.mapping == null ? new MessageReader(catalog)
                : mapped(mapping(options.mapping));
        try {
            RecordValues.each(InputWords.inputs(words, standardInput), reader, this);
        } catch (Ended e) {
            switch (e.getCause()) {
                case StreamException stream -> throw stream;
                case InterruptedException stop -> throw stop;
                case IOException io -> throw io;
                case null, default -> throw e;
            }
        }
    }

    private PayloadMapping mapping(String file) throws SchemaException {
        try {
            return PayloadMapping.read(catalog, file, Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new SchemaException("cannot read the mapping " + file + ": " + e.getMessage(), null, null);
        }
    }

    private static RecordReader<FoundMessage> mapped(PayloadMapping mapping) {
        return (bytes, from, to) -> {
            PayloadMapping.Mapped mapped = mapping.map(JsonTree.parse(bytes, from, to));
            Map<String, @Nullable Object> said = new LinkedHashMap<>();
            said.put("event_type", mapped.eventType());
            said.put("payload", mapped.payload());
            put(said, "publisher_id", mapped.publisher());
            put(said, "priority", mapped.priority());
            put(said, "_context_request_id", mapped.requestId());
            return new FoundMessage(said, false);
        };
    }

    private static void put(Map<String, @Nullable Object> said, String member, @Nullable String value) {
        if (value != null) {
            said.put(member, value);
        }
    }

    @Override
    public void taken(Place place, FoundMessage found) {
        taken = true;
        Map<String, @Nullable Object> said = found.members();
        if (found.payloadAlone()) {
            if (options.eventTypes.size() != 1) {
                run.refuse(place, "a payload alone does not say what has happened", "give one --event-type");
                return;
            }
            said = new LinkedHashMap<>();
            said.put("event_type", options.eventTypes.getFirst());
            said.put("payload", found.members());
        }
        try {
            said.put("payload", content.changed(said.get("payload")));
            for (long i = 0; i < run.times(); i++) {
                run.send(place, said);
            }
        } catch (UsageException e) { // what --set says does not fit this record; it may fit the others
            run.refuse(place, e.problem().what(), e.problem().next());
        } catch (StreamException | InterruptedException | IOException e) {
            throw new Ended(e);
        }
    }

    @Override
    public void refused(Place place, String what, @Nullable String next) {
        run.refuse(place, what, next);
    }

    @Override
    public void unread(UnreadInput input) {
        run.unread(input.what(), input.cause(), input.next());
    }

    @Override
    public boolean enough() {
        return options.like != null && taken;
    }
}
