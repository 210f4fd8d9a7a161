package org.canonry.api.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses requests that are too long before anything reads them: a body goes into the heap as a whole.
final class BodyLimit extends OncePerRequestFilter {
    private final Limits limits;
    private final int most;

    BodyLimit(Limits limits) {
        this.limits = limits;
        this.most = limits.intOf(Limit.GRAPHQL_BODY_BYTES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most) {
            refuse(response);
        } else if (request.getContentLengthLong() < 0) {
            untold(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// A body whose length is not told in advance is read as far as it may be long.
    private void untold(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            refuse(response);
        } else {
            chain.doFilter(new Read(request, body), response);
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        response.setContentType("application/graphql-response+json");
        response.getOutputStream().write("""
                {"errors":[{"message":"the request is longer than %s","extensions":{"code":"REQUEST_TOO_LARGE"}}]}"""
                .formatted(limits.describe(Limit.GRAPHQL_BODY_BYTES)).getBytes(StandardCharsets.UTF_8));
    }

    /// A request whose body was read.
    private static final class Read extends HttpServletRequestWrapper {
        private final byte[] body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new InMemory(new ByteArrayInputStream(body));
        }
    }

    private static final class InMemory extends ServletInputStream {
        private final ByteArrayInputStream body;

        InMemory(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is read by waiting for it");
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return body.read(bytes, offset, length);
        }
    }
}
