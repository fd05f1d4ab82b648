package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.StreamException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// The token that a proxy gets to see with each call (RFC 6750).
final class BearerToken {

    private final Secret secret;
    private final Consumer<String> news;
    private volatile @Nullable String last;

    BearerToken(Secret secret, Consumer<String> news) {
        this.secret = secret;
        this.news = news;
    }

    /// As it is now.
    ///
    /// @throws StreamException.Unreadable if there is none, or it cannot be one
    String now() throws StreamException.Unreadable {
        String value = secret.value(news);
        // whatever else there is in it would end up in the head of the request
        if (!value.matches("[!-~]+")) {
            throw new StreamException.Unreadable(new Problem(
                    "what " + secret.reference() + " holds is no token: it has spaces or characters beyond ASCII", null,
                    "put the token alone there, without \"Bearer\" before it"), null);
        }
        last = value;
        return value;
    }

    /// A text of the peer, without the token that it may repeat.
    String masked(String text) {
        String value = last;
        return value == null ? text : text.replace(value, "(the token)");
    }

    /// What may be wrong with it, for people who know where it is from.
    String doubt() {
        String sent = "a token was sent, from " + secret.reference();
        return expiry(last).map(end -> sent + (end.isBefore(Instant.now()) ? "; it expired at " + end
                : "; it is good until " + end + ", but may be for another audience or lack the rights"))
                .orElse(sent);
    }

    /// When a JSON Web Token expires (RFC 7519); empty if it is another kind of token, or does not.
    static Optional<Instant> expiry(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(),
                Base64.getUrlDecoder().decode(parts[1]))) {
            parser.nextToken();
            return Json.value(parser) instanceof Map<?, ?> claims && claims.get("exp") instanceof Number end
                    ? Optional.of(Instant.ofEpochSecond(end.longValue()))
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException | DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
