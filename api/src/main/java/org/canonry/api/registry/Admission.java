package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.canonry.storage.access.Action;
import org.canonry.storage.access.Secret;
import org.canonry.storage.access.Token;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageName;

/// Who may come in, and how often. Thread-safe.
final class Admission {
    private static final String BEARER = "bearer ";
    private static final long MINUTE_SECONDS = 60;

    private final Limits limits;
    private final Map<String, Used> used = new ConcurrentHashMap<>();

    /// @param minute since 1970
    private record Used(long minute, int times) {
        Used again(long now) {
            return now == minute ? new Used(minute, times + 1) : new Used(now, 1);
        }
    }

    Admission(Limits limits) {
        this.limits = limits;
    }

    /// The token by which a request comes, which is good.
    ///
    /// @throws Denied when it comes by none
    Token token(HttpServletRequest request, Publisher publisher) throws IOException, Denied {
        var header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new Denied(401, "TOKEN_NEEDED", "a token is needed: ./canonry token create prints one, and what to write into .npmrc");
        }
        var secret = Secret.read(header.substring(BEARER.length()).strip()).orElseThrow(Admission::unknown);
        var token = publisher.tokens().find(secret).orElseThrow(Admission::unknown);
        var now = publisher.clock().instant();
        if (!token.isGood(now)) {
            throw new Denied(401, "TOKEN_NOT_GOOD", "%s: ./canonry token create makes another"
                    .formatted(token.revokedAt() != null ? "this token was revoked" : "this token expired at " + token.expiresAt()));
        }
        return token;
    }

    /// Lets a token that may do anything at all to a package go on, so that nobody else's body is read.
    ///
    /// @throws Denied when it may do nothing
    void approach(Token token, PackageName name) throws Denied {
        if (Arrays.stream(Action.values()).noneMatch(action -> token.permits(action, name))) {
            throw notPermitted(token, "change", name);
        }
    }

    private static Denied notPermitted(Token token, String verb, PackageName name) {
        return new Denied(403, "NOT_PERMITTED", "this token may not %s %s, it may %s %s: ./canonry token create makes one that may".formatted(
                verb, name, String.join(", ", token.actions().stream().map(Admission::word).sorted().toList()),
                String.join(", ", token.packages().stream().map(Object::toString).toList())));
    }

    /// Lets a token do something, and counts it.
    ///
    /// @throws Denied when it may not, or too often
    void admit(Token token, Action action, PackageName name, Publisher publisher) throws IOException, Denied {
        if (!token.permits(action, name)) {
            throw notPermitted(token, word(action), name);
        }
        var now = publisher.clock().instant();
        count(token, now);
        publisher.tokens().use(token, now);
    }

    private void count(Token token, Instant now) throws Denied {
        var minute = now.getEpochSecond() / MINUTE_SECONDS;
        var times = used.merge(token.id(), new Used(minute, 1), (before, one) -> before.again(minute)).times;
        if (times > limits.of(Limit.PUBLISH_REQUESTS_PER_MINUTE)) {
            throw new Denied(429, "TOO_MANY_REQUESTS", "that is more than %s with one token: wait a minute".formatted(limits.describe(Limit.PUBLISH_REQUESTS_PER_MINUTE)));
        }
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static Denied unknown() {
        return new Denied(401, "TOKEN_UNKNOWN", "nobody has this token here: ./canonry token create makes one");
    }
}
