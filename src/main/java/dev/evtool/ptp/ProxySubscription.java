package dev.evtool.ptp;

/// A subscription or a publisher as a proxy lists it (`ptp.md`, sections 2 and 7). `UriLocation` is left out on purpose:
/// its host often resolves only inside the cluster, so URLs are made from our own base and the id.
///
/// @param endpoint where its events go; empty in odd answers, and where a v1 consumer gave none
/// @param id the subscription's or the publisher's id
/// @param names the API whose field names it was made with: v1 proxies of 4.16 and later answer in kind
record ProxySubscription(String address, String endpoint, String id, PtpApi names) {

    ProxySubscription(String address, String endpoint, String id) {
        this(address, endpoint, id, PtpApi.V2);
    }
}
