package org.canonry.api.ops;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// Says `{"error": …}` where Tomcat itself refuses a request, in place of its page; under `/fhir` an OperationOutcome. Made by Tomcat, by its name.
public final class PlainRefusals extends ErrorReportValve {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FHIR = "application/fhir+json";
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var isFhir = isFhir(request);
        response.setContentType(isFhir ? FHIR : MediaType.APPLICATION_JSON_VALUE);
        try {
            response.getOutputStream().write(JSON.writeValueAsBytes(isFhir ? outcome(response.getStatus()) : Map.of("error", words(response.getStatus()))));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Whoever asked is gone, or has part of an answer already.
        }
    }

    /// There is no address where not even that much of the request could be read.
    private static boolean isFhir(Request request) {
        var path = request.getRequestURI();
        return path != null && path.startsWith("/fhir/");
    }

    private static Map<String, ?> outcome(int status) {
        var code = status >= FIRST_FAULT ? "exception" : "invalid";
        return Map.of("resourceType", "OperationOutcome", "issue", List.of(Map.of("severity", "error", "code", code, "diagnostics", words(status))));
    }

    private static String words(int status) {
        if (status >= FIRST_FAULT) {
            return "the server failed at this; its log tells more: try again later";
        }
        return status == 405
                ? "this method is not for this address: ask with GET"
                : "the server cannot read this request: see how its path and headers are encoded";
    }
}
