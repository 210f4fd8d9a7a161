package org.canonry.storage.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a PostgreSQL is and as whom to go there.
///
/// Read from either form in use: `postgresql://user:password@host:port/database?parameters` (libpq's, "Connection URIs",
/// also spelt `postgres://`) or pgjdbc's `jdbc:postgresql://host:port/database?user=…`.
///
/// @param jdbc the URL for pgjdbc, without the user and password that stood before the host
/// @param user who stood there
/// @param password what stood there
record DatabaseUrl(String jdbc, Optional<String> user, Optional<String> password) {
    private static final String JDBC = "jdbc:";

    /// @throws InvalidDatabaseUrl when it is neither form
    static DatabaseUrl parse(String text) {
        var url = text.startsWith(JDBC) ? text.substring(JDBC.length()) : text;
        var rest = afterScheme(url);
        var end = endOfAuthority(rest);
        // The last @ counts: a password may hold one, a host may not.
        var at = rest.lastIndexOf('@', end - 1);
        var host = rest.substring(at + 1);
        if (at + 1 == end) {
            throw new InvalidDatabaseUrl("it names no host");
        }
        var jdbc = "jdbc:postgresql://" + host;
        return at < 0 ? new DatabaseUrl(jdbc, Optional.empty(), Optional.empty()) : withUser(jdbc, rest.substring(0, at));
    }

    /// Without the password, so that it may be logged; parameters may hold one too.
    @Override
    public String toString() {
        var parameters = jdbc.indexOf('?');
        return parameters < 0 ? jdbc : jdbc.substring(0, parameters);
    }

    private static String afterScheme(String url) {
        for (var scheme : new String[] {"postgresql://", "postgres://"}) {
            if (url.startsWith(scheme)) {
                return url.substring(scheme.length());
            }
        }
        throw new InvalidDatabaseUrl("it has another scheme");
    }

    private static int endOfAuthority(String rest) {
        var end = rest.length();
        for (var mark : new char[] {'/', '?'}) {
            var at = rest.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return end;
    }

    private static DatabaseUrl withUser(String jdbc, String userInfo) {
        var colon = userInfo.indexOf(':');
        return colon < 0
                ? new DatabaseUrl(jdbc, Optional.of(decode(userInfo)), Optional.empty())
                : new DatabaseUrl(
                        jdbc, Optional.of(decode(userInfo.substring(0, colon))), Optional.of(decode(userInfo.substring(colon + 1))));
    }

    /// A plus is a plus here: only percent signs are decoded.
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidDatabaseUrl("its user or password has a percent sign that is not %25");
        }
    }
}
