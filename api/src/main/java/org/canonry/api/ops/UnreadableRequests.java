package org.canonry.api.ops;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// Says `{"error": …}` to requests that Tomcat refuses before anything here is asked: what is no HTTP, or a path that cannot be read. Made by Tomcat.
public final class UnreadableRequests extends ErrorReportValve {
    private static final String WORDS = "{\"error\":\"the server cannot read this request: see how its path and headers are encoded\"}";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        var refused = response.getStatus() >= 400 && response.getContentWritten() == 0 && response.setErrorReported();
        if (refused) {
            response.setContentType("application/json");
            write(response);
        }
    }

    private static void write(Response response) {
        try {
            response.getReporter().write(WORDS);
            response.finishResponse();
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }
}
