package dev.evtool.ptp;

/// How an embedded proxy is set up.
///
/// @param transportHost the host that stands in every `UriLocation` of v2, as `--transport-host` of the real proxy gives
///        it; often one that consumers cannot resolve (`ptp.md`, section 2)
/// @param seed of all that is random upstream: the order of subscribers, of the values of a pull, of events in v1
/// @param state what an earlier proxy left behind; give the same to the next one to restart a proxy
/// @param api what it speaks
/// @param spelling how it spells values, and in v1 what release it is like
public record ProxySettings(String transportHost, long seed, ProxyState state, PtpApi api, PtpSpelling spelling) {

    /// A v2 proxy of a recent release.
    public ProxySettings(String transportHost, long seed, ProxyState state) {
        this(transportHost, seed, state, PtpApi.V2, PtpSpelling.NEW);
    }

    /// A v2 proxy with nothing kept from before.
    public static ProxySettings of(String transportHost, long seed) {
        return new ProxySettings(transportHost, seed, new ProxyState());
    }

    /// The same, speaking something else.
    public ProxySettings speaking(PtpApi other, PtpSpelling otherSpelling) {
        return new ProxySettings(transportHost, seed, state, other, otherSpelling);
    }
}
