package dev.evtool.ptp;

/// How an embedded proxy is set up.
///
/// @param transportHost the host that stands in every `UriLocation`, as `--transport-host` of the real proxy gives it;
///        often one that consumers cannot resolve (`ptp.md`, section 2)
/// @param seed of all that is random upstream: the order of subscribers and of the values of a pull
/// @param state what an earlier proxy left behind; give the same to the next one to restart a proxy
public record ProxySettings(String transportHost, long seed, ProxyState state) {

    /// A proxy with nothing kept from before.
    public static ProxySettings of(String transportHost, long seed) {
        return new ProxySettings(transportHost, seed, new ProxyState());
    }
}
