package org.canonry.api.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// Says `{"error": …}` to requests that nothing here answers.
final class HttpRefusals implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRefusals.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        var status = status(thrown);
        if (status >= 500) {
            LOG.error("A request failed", thrown);
        }
        var message = switch (status) {
            case 404 -> "there is nothing here: programs ask /graphql, /pkgs and /fhir, and people the page at /";
            case 405 -> "this method is not for this address: ask with GET";
            default -> status >= 500 ? "the server failed at this; its log tells more: try again later" : "the request cannot be answered: see how its path and headers are written";
        };
        write(response, status, Map.of("error", message));
        return new ModelAndView();
    }

    private static int status(Exception thrown) {
        return thrown instanceof ErrorResponse known ? known.getStatusCode().value() : 500;
    }

    private static void write(HttpServletResponse response, int status, Map<String, ?> body) {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try {
            response.getOutputStream().write(JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
