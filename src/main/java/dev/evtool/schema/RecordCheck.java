package dev.evtool.schema;

/// Judges records one after the other. Not for several threads: each has its own.
public interface RecordCheck {

    /// Judges the record in these bytes, from `from` to before `to`. Never throws for what stands in them: bytes that are
    /// no JSON are a verdict as well.
    ///
    /// @param places where its bytes stand in their file
    Judgement check(byte[] bytes, int from, int to, Places places);
}
