package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// Answers requests that never become a GraphQL request: in the form of GraphQL's errors at `/graphql`, as `{"error": …}` elsewhere.
final class HttpRefusals implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRefusals.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final String PATH = "/graphql";

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
            case 400 -> "the request's body is no GraphQL request: JSON such as {\"query\": \"{ index { lsn } }\"}";
            case 404 -> "there is nothing here";
            case 405 -> "this method is not for this address";
            default -> status >= 500 ? "the server failed at this; its log tells more" : "the request cannot be answered";
        };
        write(response, status, request.getRequestURI().equals(PATH) ? errors(status, message) : Map.of("error", message));
        return new ModelAndView();
    }

    private static int status(Exception thrown) {
        return switch (thrown) {
            case ErrorResponse known -> known.getStatusCode().value();
            case HttpMessageNotReadableException unreadable -> 400;
            default -> 500;
        };
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

    /// What `/graphql` says to anything but a question in JSON.
    static ServerResponse refuse(ServerRequest request) {
        if (request.method().name().equals("GET") && request.headers().accept().contains(MediaType.TEXT_HTML)) {
            // Somebody opened the address in a browser: the page to ask from is the front page.
            return ServerResponse.seeOther(URI.create("./")).build();
        }
        var post = request.method().name().equals("POST");
        var response = ServerResponse.status(post ? 415 : 405).contentType(MediaType.APPLICATION_JSON);
        return (post ? response : response.header("Allow", "POST"))
                .body(errors(400, "ask by POST, as application/json, and take application/graphql-response+json or application/json"));
    }

    private static Map<String, ?> errors(int status, String message) {
        var code = status >= 500 ? ErrorCode.INTERNAL : ErrorCode.BAD_USER_INPUT;
        return Map.of("errors", List.of(Map.of("message", message, "extensions", Map.of("code", code.name()))));
    }
}
