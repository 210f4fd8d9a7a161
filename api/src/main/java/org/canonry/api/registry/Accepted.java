package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client says that it takes. Source: RFC 9110, sections 12.5.1 and 12.5.3.
final class Accepted {
    /// npm's name for packuments without what installing does not need.
    static final String ABBREVIATED = "application/vnd.npm.install-v1+json";

    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)");

    private Accepted() {}

    /// Whether the abbreviated packument is wanted: it is named, and nothing is said to be better.
    static boolean isAbbreviated(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        var abbreviated = quality(accept, ABBREVIATED).orElse(0.0);
        return abbreviated > 0 && abbreviated >= quality(accept, "application/json").orElse(0.0);
    }

    /// Whether what stands for a version is its tarball: FHIR clients ask for that without saying what they take, or with a header of their own.
    /// Clients that take JSON name it.
    static boolean isTarball(HttpServletRequest request) {
        return "tarball".equalsIgnoreCase(request.getHeader("FHIR-Package-Download"))
                || (quality(request.getHeader("Accept"), "application/json").orElse(0.0) == 0 && !isAbbreviated(request));
    }

    /// Whether the answer may be compressed.
    static boolean isGzip(HttpServletRequest request) {
        return quality(request.getHeader("Accept-Encoding"), "gzip").orElse(0.0) > 0;
    }

    /// How much what is named so is wanted, from 0 to 1; empty when it is not named.
    private static Optional<Double> quality(@Nullable String header, String name) {
        return header == null
                ? Optional.empty()
                : Stream.of(header.toLowerCase(Locale.ROOT).split(",")).map(String::strip).filter(one -> isNamed(one, name)).map(Accepted::quality).findFirst();
    }

    private static boolean isNamed(String one, String name) {
        return one.equals(name) || (one.startsWith(name) && " ;".indexOf(one.charAt(name.length())) >= 0);
    }

    private static double quality(String one) {
        var matcher = QUALITY.matcher(one);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 1;
    }
}
