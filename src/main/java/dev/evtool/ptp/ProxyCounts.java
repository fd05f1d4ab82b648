package dev.evtool.ptp;

/// What became of the events of a proxy, counted for each subscriber.
///
/// @param delivered answered with 204, or what else the API wants
/// @param refused answered with another status
/// @param unreachable refused connection, unknown host, no answer in time
/// @param broken other failures of the network
/// @param dropped events that found the queue full for too long, before any subscriber
public record ProxyCounts(long delivered, long refused, long unreachable, long broken, long dropped) {}
