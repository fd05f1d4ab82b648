package dev.evtool.notify;

/// The queue that a tap reads.
public sealed interface TapQueue {

    /// Our own: exclusive, auto-delete, named by the server. Gone with the connection, and so takes nothing from anybody.
    record Own() implements TapQueue {}

    /// Our own under a name, durable: it collects while nobody reads it.
    record Durable(String name) implements TapQueue {}

    /// One that others live from: each message read is one that they do not get.
    record Shared(String name) implements TapQueue {}
}
