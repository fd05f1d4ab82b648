package dev.evtool.stream;

import org.jspecify.annotations.Nullable;

/// How connections are kept from others, where a URI does not say otherwise.
///
/// @param tls for connections that we make
/// @param token what we show to a server; `null` for none
/// @param listening for connections that others make to us, if its certificate is not `null`
public record Security(TlsFiles tls, @Nullable Secret token, TlsFiles listening) {

    /// What Java trusts, no token, and no TLS for others.
    public static final Security NONE = new Security(TlsFiles.NONE, null, TlsFiles.NONE);
}
