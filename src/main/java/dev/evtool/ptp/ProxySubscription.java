package dev.evtool.ptp;

/// A subscription or a publisher as a v2 proxy lists it (`ptp.md`, section 2). `UriLocation` is left out on purpose: its
/// host often resolves only inside the cluster, so URLs are made from our own base and the id.
///
/// @param endpoint where its events go; empty in odd answers
/// @param id the subscription's or the publisher's id
record ProxySubscription(String address, String endpoint, String id) {}
