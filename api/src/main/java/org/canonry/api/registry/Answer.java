package org.canonry.api.registry;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What somebody who changes the registry is told. npm prints `error`, and what stands in the header `npm-notice`.
///
/// @param warnings in words; none in an error
record Answer(int status, Map<String, Object> body, List<String> warnings) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RETRY_SECONDS = 10;

    /// That it is done.
    static Answer done(int status, Map<String, ?> body, List<String> warnings) {
        var all = new LinkedHashMap<String, Object>();
        all.put("ok", true);
        all.putAll(body);
        if (!warnings.isEmpty()) {
            all.put("warnings", warnings);
        }
        return new Answer(status, all, warnings);
    }

    /// That it is not done.
    ///
    /// @param code stable
    /// @param error in words, with what to do next
    static Answer refused(int status, String code, String error) {
        return refused(status, code, error, Map.of());
    }

    /// That it is not done.
    static Answer refused(int status, String code, String error, Map<String, ?> more) {
        var all = new LinkedHashMap<String, Object>();
        all.put("error", error);
        all.put("code", code);
        all.putAll(more);
        return new Answer(status, all, List.of());
    }

    void write(HttpServletResponse response) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        switch (status) {
            case 401 -> response.setHeader("WWW-Authenticate", "Bearer");
            case 405 -> response.setHeader("Allow", "GET, HEAD");
            case 429, 503 -> response.setIntHeader("Retry-After", RETRY_SECONDS);
            default -> {}
        }
        if (!warnings.isEmpty()) {
            response.setHeader("npm-notice", String.join("; ", warnings));
        }
        response.getOutputStream().write(bytes);
    }
}
