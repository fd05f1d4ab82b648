package dev.evtool.ptp;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import dev.evtool.stream.UriParameters;
import java.util.Set;

/// The parameters of a proxy's address that say how it is connected to:
/// `ptps://HOST:PORT?ca=FILE&cert=FILE&key=FILE&token=file:PATH`. What an address says replaces what the command line
/// says for all.
public final class PtpSecurity {

    static final Set<String> PARAMETERS = Set.of("ca", "cert", "key", "token", "insecure", "listen-cert", "listen-key",
            "listen-ca");

    private PtpSecurity() {}

    /// How to connect to this proxy.
    ///
    /// @param address as users write it, in any form
    /// @param given what holds where the address says nothing
    /// @throws StreamException.Usage if it makes no sense
    public static Connecting of(String address, Connecting given) throws StreamException.Usage {
        UriParameters parameters = UriParameters.of(address);
        Connecting secured = parameters.secured(given);
        if (!parameters.says("listen-ca", "listen-cert", "listen-key")) {
            return secured;
        }
        TlsFiles listening = new TlsFiles(parameters.path("listen-ca"), parameters.path("listen-cert"),
                parameters.path("listen-key"), false).validatedForServer();
        Security security = secured.security();
        return secured.with(new Security(security.tls(), security.token(), listening));
    }

    /// The same for an address that stands for the proxy alone, and has no other parameters.
    ///
    /// @throws StreamException.Usage if it has
    public static Connecting ofProxy(String address, Connecting given) throws StreamException.Usage {
        for (String name : UriParameters.of(address).values().keySet()) {
            if (!PARAMETERS.contains(name) || name.startsWith("listen-")) {
                throw new StreamException.Usage(
                        new Problem("the address of a proxy knows no parameter \"" + name + "\"",
                                null, "it may have ca, cert, key, token and insecure; for the rest there are options"));
            }
        }
        return of(address, given);
    }
}
