package dev.evtool.schema;

import dev.evtool.schema.SketchBook.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Drafts schemas from records: what they have in common, of each object by the name and version that it claims itself, else by
/// its CloudEvents type, its kind, or the file that it is in. Keeps no records, and a bounded number of names.
///
/// A draft says what was seen, which is less than what is allowed: a field that was never null may be null. Not for several
/// threads.
public final class Inference {

    private final Catalog known;
    private final SketchBook book;
    private final InferenceCheck check;
    private final int mostValues;
    private final int timesEach;

    /// @param known tells kinds of records
    /// @param mostValues how many different values a string may have that is drafted as an enumeration; 0: none is
    /// @param timesEach how often each value must have been seen, on average
    public Inference(Catalog known, int mostValues, int timesEach) {
        this.known = known;
        this.mostValues = mostValues;
        this.timesEach = timesEach;
        this.book = new SketchBook(mostValues);
        this.check = new InferenceCheck(known, book);
    }

    /// What records are to be given to, all of them by one thread at a time.
    public RecordCheck check() {
        return check;
    }

    /// Begins an input, whose name is that of objects which nothing else tells.
    ///
    /// @param file the file's name, or what stands for it
    public void input(String file) {
        String base = file.substring(file.replace('\\', '/').lastIndexOf('/') + 1).replaceFirst("\\.[a-z]+$", "");
        check.input(SketchBook.named(base, "Record"));
    }

    /// Whether there was nothing to be drafted.
    public boolean isEmpty() {
        return book.pages().isEmpty();
    }

    /// What was seen so far as a catalog.
    ///
    /// @param name of the catalog
    /// @param from where the records come from
    public Inferred draft(String name, String from) {
        Draft draft = new Draft(book, mostValues, timesEach);
        String text = PrettyJson.of(draft.tree(name, from));
        try {
            CatalogFile file = new CatalogFile(name, text.getBytes(StandardCharsets.UTF_8));
            List<Inferred.Seen> seen = new ArrayList<>();
            for (Page page : draft.pages()) {
                seen.add(new Inferred.Seen(page.name(), page.version(), page.fields().values(),
                        page.fields().members().size()));
            }
            return new Inferred(known, file, text, seen, draft.conflicts(), draft.warnings());
        } catch (SchemaException e) {
            throw new IllegalStateException(e);
        }
    }
}
