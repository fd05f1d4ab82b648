package dev.evtool.stream;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands behind the `?` of a source's URI, decoded; of a name that is there twice the first counts. The parameters
/// that say how a peer is connected to are the same for all families.
///
/// @param values by name; a name without a value has an empty one
public record UriParameters(Map<String, String> values) {

    /// TLS and token towards the peer.
    public static final Set<String> SECURITY = Set.of("ca", "cert", "key", "token", "insecure");

    /// Of an address in any form: what follows its first `?`.
    ///
    /// @throws StreamException.Usage if that is not properly encoded
    public static UriParameters of(String address) throws StreamException.Usage {
        Map<String, String> values = new LinkedHashMap<>();
        int query = address.indexOf('?');
        if (query >= 0) {
            for (String pair : address.substring(query + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (!name.isEmpty()) {
                    values.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
        }
        return new UriParameters(values);
    }

    /// A part of an address with its `%20` and the like made what they stand for; a plus sign stands for itself, as it
    /// does in times and in base64.
    ///
    /// @throws StreamException.Usage if that is not properly encoded
    public static String decoded(String text) throws StreamException.Usage {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StreamException.Usage(new Problem("the address is not properly encoded",
                    "a % that is not followed by two hexadecimal digits", "write %25 for it"));
        }
    }

    /// The value; `null` if it is not there.
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /// The same connection with what the address says of TLS and token, which replaces what was given.
    ///
    /// @throws StreamException.Usage if it makes no sense
    public Connecting secured(Connecting given) throws StreamException.Usage {
        Security security = given.security();
        TlsFiles tls = !says("ca", "cert", "key", "insecure") ? security.tls()
                : new TlsFiles(path("ca"), path("cert"), path("key"), isTrue("insecure")).validated();
        String reference = get("token");
        Secret token = reference == null ? security.token() : given.secrets().refer("token=", reference);
        return given.with(new Security(tls, token, security.listening()));
    }

    /// Whether any of these is there.
    public boolean says(String... names) {
        return Stream.of(names).anyMatch(values::containsKey);
    }

    /// Whether it says `true`; what is not there is false.
    ///
    /// @throws StreamException.Usage if it is neither true nor false
    public boolean isTrue(String name) throws StreamException.Usage {
        String value = get(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw new StreamException.Usage(new Problem(name + "= is neither true nor false", null, name + "=true"));
    }

    /// The file it names; `null` if it is not there.
    ///
    /// @throws StreamException.Usage if it names none
    public @Nullable Path path(String name) throws StreamException.Usage {
        String value = get(name);
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
