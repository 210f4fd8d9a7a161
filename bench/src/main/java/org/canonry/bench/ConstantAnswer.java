package org.canonry.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Reads what it is asked, and answers the same whatever that was: what any answer costs on this server, however little is behind it.
final class ConstantAnswer extends HttpServlet {
    /// Where it answers.
    static final String PATH = "/constant";

    private static final long serialVersionUID = 1;

    private volatile byte[] answer = new byte[0];

    /// From now on it answers with these bytes.
    void set(byte[] bytes) {
        answer = bytes.clone();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = request.getInputStream().readAllBytes();
        response.setStatus(asked.length == 0 ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_OK);
        response.setContentType("application/graphql-response+json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
