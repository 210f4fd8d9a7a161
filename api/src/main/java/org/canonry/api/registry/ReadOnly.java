package org.canonry.api.registry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Refuses whatever would change something.
final class ReadOnly extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET, HEAD");
        JsonAnswer.refuse(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "this registry is read here, not written: use GET or HEAD");
    }
}
