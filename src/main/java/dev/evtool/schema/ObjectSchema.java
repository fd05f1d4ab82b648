package dev.evtool.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of an object of the catalog, with its fields as they are checked.
final class ObjectSchema {

    private final ObjectHistory history;
    private final String version;
    private final List<SchemaField> fields;
    private final NameTable names;
    private final long[] required;
    private final Claim claim;

    ObjectSchema(ObjectHistory history, String version, List<SchemaField> fields) {
        this.history = history;
        this.version = version;
        this.fields = List.copyOf(fields);
        this.names = new NameTable(fields.stream().map(SchemaField::name).toList());
        this.required = new long[words()];
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).optional()) {
                required[i >> 6] |= 1L << i;
            }
        }
        this.claim = new Claim(history.name(), history.isVersioned() ? version : null);
    }

    ObjectHistory history() {
        return history;
    }

    String name() {
        return history.name();
    }

    String version() {
        return version;
    }

    List<SchemaField> fields() {
        return fields;
    }

    NameTable names() {
        return names;
    }

    /// How many words of 64 bits hold one bit for each field.
    int words() {
        return (fields.size() + Long.SIZE - 1) / Long.SIZE;
    }

    /// The fields that may not be absent, a bit for each.
    long[] required() {
        return required;
    }

    Claim claim() {
        return claim;
    }

    @Nullable
    SchemaField field(String wanted) {
        for (SchemaField field : fields) {
            if (field.name().equals(wanted)) {
                return field;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return claim.toString();
    }
}
