package dev.evtool.ptp;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

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
        HttpUrl url = query(address);
        if (url == null) {
            return given;
        }
        Security security = given.security();
        TlsFiles tls = !says(url, "ca", "cert", "key", "insecure") ? security.tls()
                : new TlsFiles(path(url, "ca"), path(url, "cert"), path(url, "key"), isTrue(url, "insecure"))
                        .validated();
        TlsFiles listening = !says(url, "listen-ca", "listen-cert", "listen-key") ? security.listening()
                : new TlsFiles(path(url, "listen-ca"), path(url, "listen-cert"), path(url, "listen-key"), false)
                        .validatedForServer();
        String reference = url.queryParameter("token");
        Secret token = reference == null ? security.token() : given.secrets().refer("token=", reference);
        return given.with(new Security(tls, token, listening));
    }

    /// The same for an address that stands for the proxy alone, and has no other parameters.
    ///
    /// @throws StreamException.Usage if it has
    public static Connecting ofProxy(String address, Connecting given) throws StreamException.Usage {
        HttpUrl url = query(address);
        for (String name : url == null ? Set.<String>of() : url.queryParameterNames()) {
            if (!PARAMETERS.contains(name) || name.startsWith("listen-")) {
                throw new StreamException.Usage(
                        new Problem("the address of a proxy knows no parameter \"" + name + "\"",
                                null, "it may have ca, cert, key, token and insecure; for the rest there are options"));
            }
        }
        return of(address, given);
    }

    private static @Nullable HttpUrl query(String address) {
        int query = address.indexOf('?');
        return query < 0 ? null : HttpUrl.parse("http://localhost/" + address.substring(query));
    }

    private static boolean says(HttpUrl url, String... names) {
        return Stream.of(names).anyMatch(url.queryParameterNames()::contains);
    }

    private static boolean isTrue(HttpUrl url, String name) throws StreamException.Usage {
        String value = url.queryParameter(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new StreamException.Usage(new Problem(name + "= is neither true nor false", null, name + "=true"));
    }

    private static @Nullable Path path(HttpUrl url, String name) throws StreamException.Usage {
        String value = url.queryParameter(name);
        if (value == null) {
            return null;
        }
        try {
            if (!value.isEmpty()) {
                return Path.of(value);
            }
        } catch (InvalidPathException notAName) {
            // as good as none
        }
        throw new StreamException.Usage(new Problem(name + "= names no file", null, name + "=FILE"));
    }
}
