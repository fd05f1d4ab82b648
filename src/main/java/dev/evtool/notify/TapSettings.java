package dev.evtool.notify;

/// One broker, and what is wanted of it.
public record TapSettings(BrokerSettings broker, TapWish wish) {}
