package org.canonry.api.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/// Says `{"error": …}` where Tomcat itself refuses a request, in place of its page. Made by Tomcat, by its name.
public final class PlainRefusals extends ErrorReportValve {
    private static final byte[] REFUSED =
            "{\"error\":\"the server cannot read this request: see how its path and headers are encoded\"}".getBytes(StandardCharsets.UTF_8);
    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try {
            response.getOutputStream().write(REFUSED);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // Whoever asked is gone, or has part of an answer already.
        }
    }
}
