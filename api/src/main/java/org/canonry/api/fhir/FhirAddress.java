package org.canonry.api.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/// How the world reaches the bases: as configured, else as the request itself came, so that whoever reached the server can follow its links.
///
/// @param configured of the server, without a slash at the end; empty to go by requests
public record FhirAddress(Optional<URI> configured) {

    /// Address of a base, without a slash at the end.
    String of(FhirBase base, HttpServletRequest request) {
        var server = configured.map(URI::toString).orElseGet(() -> asked(request));
        return (server.endsWith("/") ? server.substring(0, server.length() - 1) : server) + FhirServlet.PATH + '/' + base.segment();
    }

    private static String asked(HttpServletRequest request) {
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length());
    }
}
