package dev.evtool.notify;

/// One broker, and what is wanted of it.
///
/// @param pasted whether the address holds a password, which everybody on this machine can read in the process list
public record TapSettings(BrokerSettings broker, TapWish wish, boolean pasted) {}
