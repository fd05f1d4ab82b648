package dev.evtool.schema.input;

/// Some records of an input, one behind the other in an array.
///
/// Who goes through them is told by methods rather than by a switch over the kinds: that would cost a start of
/// the program some milliseconds (`SwitchBootstraps`).
interface Piece {

    /// The array that they lie in.
    byte[] bytes();

    /// Whether the records are documents, which may hold references to files.
    default boolean isDocuments() {
        return false;
    }

    void each(Taker taker);

    /// Who goes through records.
    interface Taker {

        /// A record, without white space around it.
        void record(byte[] bytes, int from, int to, long line, long column);

        /// What stands where a record should.
        void flaw(Flaw flaw);
    }
}
