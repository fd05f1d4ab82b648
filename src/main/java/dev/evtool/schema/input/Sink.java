package dev.evtool.schema.input;

import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.UnreadInput;

/// Takes what a run finds, in the order of the inputs and of the records in them. Called by the thread that runs the
/// validation; what it throws ends the run.
public interface Sink {

    /// An input begins, also one that will turn out not to be readable.
    void input(String name);

    /// A record. Its bytes may be looked at until this returns; there are none (`from` is `to`) where the record was too long
    /// to be held, or the flaw lies between records. A document with `$ref` is given as it stands in its file.
    void record(JudgedRecord record, byte[] bytes, int from, int to);

    /// The input that began last cannot be read, or not to its end.
    void unread(UnreadInput unread);

    /// Whether the run may end: asked after each record.
    boolean enough();

    /// Nothing more is there for the moment: what was held back should be shown.
    void pause();
}
