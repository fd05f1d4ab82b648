package dev.evtool.schema;

/// What a value may be.
///
/// @param nullable whether `null` is one
record FieldType(Shape shape, boolean nullable) {

    /// Checks the value at the token.
    void check(Walk walk, int token) {
        if (walk.tape().first(token) == 'n') {
            if (!nullable) {
                walk.error(Rule.NULL, token, "may not be null", shape.toString(), null);
            }
        } else {
            shape.check(walk, token);
        }
    }

    /// As catalogs write it: `list<string>?`.
    @Override
    public String toString() {
        return nullable ? shape + "?" : shape.toString();
    }
}
