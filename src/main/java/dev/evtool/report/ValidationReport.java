package dev.evtool.report;

import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import java.io.IOException;

/// One form of saying what became of records that were validated. Written while they are judged, so that any number of
/// records needs no more memory than the forms themselves ask for. Used by one thread.
public interface ValidationReport {

    /// What stands before the first record.
    void begin() throws IOException;

    /// A record, good or bad, in the order of the inputs.
    void record(JudgedRecord record) throws IOException;

    /// An input, or the rest of one, that could not be read.
    void unread(UnreadInput input) throws IOException;

    /// What stands after the last record; called on every way out, so that the report is whole.
    ///
    /// @param ending whether the run went through its inputs
    void end(Tally tally, Ending ending) throws IOException;
}
